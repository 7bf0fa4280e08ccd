package io.actionflow.secrets.app.cli;

/** How a command ended, for scripts. The numbers are stable. */
public enum ExitStatus {
    DONE(0),
    /** Rejected or failed: the same again will not help. */
    FAILED(1),
    /** The command line or a configuration file is wrong. */
    USAGE(2),
    /** A broker or a server can't be reached, or is busy: the same again may help. */
    UNAVAILABLE(3);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
