package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Asks before something is taken away. */
final class Confirmation {

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask.")
    private boolean yes;

    /** Returns where the user agrees. */
    void ask(Surroundings surroundings, String question) {
        if (yes) {
            return;
        }
        Terminal terminal = surroundings
                .terminal()
                .orElseThrow(() -> new CommandFailure(
                        ExitStatus.USAGE,
                        "NO_TERMINAL",
                        "There is no terminal to ask at",
                        "Add --yes if you are sure"));
        String answer = terminal.readLine(question + " [y/N] ").strip().toLowerCase(Locale.ROOT);
        if (!Set.of("y", "yes").contains(answer)) {
            throw new CommandFailure(ExitStatus.FAILED, "CANCELLED", "Nothing was done", "Answer y to do it");
        }
    }
}
