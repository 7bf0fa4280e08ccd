package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.schemas.Ids;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The id of a command. */
final class WriteOptions {

    @Option(
            names = "--command-id",
            paramLabel = "ID",
            description = "Send again what an OUTCOME_UNKNOWN named: what was done is not done twice."
                    + " Default: a new id.")
    private Optional<String> commandId = Optional.empty();

    private final String random = Ids.random();

    /** The same however often it is asked for. */
    String commandId() {
        return commandId.orElse(random);
    }
}
