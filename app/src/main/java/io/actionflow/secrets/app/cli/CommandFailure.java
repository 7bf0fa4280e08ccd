package io.actionflow.secrets.app.cli;

/** Why a command could not do what it was asked to, and what its user can do about it. Never holds a value. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitStatus status;
    private final String code;
    private final String remedy;

    /**
     * @param code stable, in capitals, for scripts to look for
     * @param message what happened, as a sentence without its full stop
     * @param remedy what to do, as a sentence
     */
    public CommandFailure(ExitStatus status, String code, String message, String remedy) {
        super(message);
        this.status = status;
        this.code = code;
        this.remedy = remedy;
    }

    public ExitStatus status() {
        return status;
    }

    /** The same, where another exit status says it. */
    public CommandFailure with(ExitStatus other) {
        return new CommandFailure(other, code, String.valueOf(getMessage()), remedy);
    }

    public String code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }
}
