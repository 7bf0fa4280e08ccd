package io.actionflow.secrets.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line in this process, and what came of it. */
record CommandLineRun(int status, String out, String err) {

    static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Secrets.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(status, out.toString(), err.toString());
    }
}
