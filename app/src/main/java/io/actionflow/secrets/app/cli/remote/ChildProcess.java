package io.actionflow.secrets.app.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * A command with this process's terminal and streams. While it runs, signals that come to this process go to it. Ctrl-C at
 * a terminal is sent to both of us by the terminal itself, so that one is not sent on: the command decides whether it ends.
 */
final class ChildProcess implements AutoCloseable {

    private final boolean sharesTerminal;
    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final Signals signals;

    /** The command could not be started. */
    static final class NotStartedException extends IOException {

        private static final long serialVersionUID = 1L;

        /** ENOENT in the words of Java 17 ("error=2, …") and of Java 25 ("error: 2 (…)"): nothing else tells it. */
        private static final Pattern NO_SUCH_FILE = Pattern.compile("error[=:] ?2\\b");

        private final boolean isMissing;

        NotStartedException(IOException cause) {
            super(cause.getMessage(), cause);
            this.isMissing =
                    NO_SUCH_FILE.matcher(String.valueOf(cause.getMessage())).find();
        }

        /** Whether there is no such command. */
        boolean isMissing() {
            return isMissing;
        }
    }

    /** From now on signals wait for the command. */
    ChildProcess(Surroundings surroundings) {
        this.sharesTerminal = surroundings.atTerminal();
        this.signals = Signals.handledBy(this::onSignal);
    }

    /** Starts it, and returns its status once it has ended; 128 + n where signal n ended it. */
    int run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new NotStartedException(e);
        }
        started.complete(process);
        return process.waitFor();
    }

    private void onSignal(String name) {
        if (name.equals("INT") && sharesTerminal) {
            return;
        }
        started.thenAccept(process -> send(name, process));
    }

    /** Java itself can only send SIGTERM. */
    private static void send(String name, Process process) {
        if (name.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // Without a shell there is still this.
            process.destroy();
        }
    }

    @Override
    public void close() {
        signals.close();
    }
}
