package io.actionflow.secrets.app.cli.remote;

/** A person who answers. */
public interface Terminal {

    /** A line; empty where there is none. */
    String readLine(String question);

    /** A line that nobody sees; empty where there is none. Whoever gets it zeroes it. */
    char[] readHidden(String question);
}
