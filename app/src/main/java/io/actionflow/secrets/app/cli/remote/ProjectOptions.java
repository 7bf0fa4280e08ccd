package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which project, besides what {@link ApiOptions} says. */
final class ProjectOptions extends ApiOptions {

    @Option(
            names = {"-p", "--project"},
            paramLabel = "PROJECT",
            description = "The project's id. Default: $SECRETS_PROJECT.")
    private Optional<String> project = Optional.empty();

    String project() {
        return project.or(() -> surroundings().variable("SECRETS_PROJECT"))
                .orElseThrow(() -> new CommandFailure(
                        ExitStatus.USAGE,
                        "USAGE",
                        "No project is named",
                        "Name it with --project, or once with: export SECRETS_PROJECT=…"));
    }
}
