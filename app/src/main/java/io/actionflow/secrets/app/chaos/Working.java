package io.actionflow.secrets.app.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.client.ApiException;
import io.actionflow.secrets.app.client.ResolvedInput;
import io.actionflow.secrets.app.client.ResolverApi;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A worker of one project: begins a Run, resolves all that its node binds, and tells the ledger what it was given. */
final class Working {

    // A worker whom nobody answers does not ask a thousand times a second: its failures would be counted as often.
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(100);

    private final String projectId;
    private final ResolverApi api;
    private final Ledger ledger;
    private final Tally tally;

    Working(String projectId, ResolverApi api, Ledger ledger, Tally tally) {
        this.projectId = projectId;
        this.api = api;
        this.ledger = ledger;
        this.tally = tally;
    }

    void run(BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            try {
                resolveOnce();
                tally.ran();
            } catch (ApiException e) {
                tally.workerFailed(e.code() + ": " + e.detail());
                LockSupport.parkNanos(AFTER_A_FAILURE.toNanos());
            }
        }
    }

    private void resolveOnce() {
        JsonNode run = api.begin(projectId, Editing.ACTIONFLOW, OptionalLong.empty());
        List<ResolvedInput> inputs = api.resolve(run.path("run").asText(), Editing.NODE);
        try {
            inputs.forEach(input -> judge(run.path("sync").asLong(), input));
        } finally {
            inputs.forEach(ResolvedInput::close);
        }
        if (inputs.size() != Editing.SECRETS.size()) {
            tally.workerFailed(
                    "INCOMPLETE: " + inputs.size() + " of " + Editing.SECRETS.size() + " bindings were answered");
        }
    }

    private void judge(long sync, ResolvedInput input) {
        if (input.value().isEmpty()) {
            tally.workerFailed(input.errorCode() + ": " + input.errorDetail());
        } else {
            // Inputs are named like the secrets that they bind.
            Long number =
                    Numbered.number(projectId, input.input(), input.value().get());
            ledger.resolved(sync, input.input(), number);
        }
    }
}
