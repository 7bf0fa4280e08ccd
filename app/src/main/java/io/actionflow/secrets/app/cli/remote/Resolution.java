package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.ResolvedInput;
import io.actionflow.secrets.schemas.command.Quote;
import java.util.List;

/** Whether a node got all that it binds: a command that ran without one of its credentials would fail far from the cause. */
final class Resolution {

    private Resolution() {}

    static void check(List<ResolvedInput> inputs) {
        inputs.stream().filter(input -> input.value().isEmpty()).findFirst().ifPresent(input -> {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    Shown.text(input.errorCode()),
                    "Input " + Quote.of(input.input()) + " got no value: " + Shown.text(input.errorDetail()),
                    "The command was not started");
        });
    }
}
