package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import org.jspecify.annotations.Nullable;

/** What one decider says. {@link Deciders} adds where the project's history then stands. */
sealed interface Verdict {

    /** Yes: with the event, the version that it writes and the number of changes that it makes active. */
    record Accept(@Nullable Event event, long version, long changes) implements Verdict {}

    /** No; {@code event} is for refusals that auditors want to see. */
    record Reject(Rejected rejected, @Nullable Event event) implements Verdict {}

    static Verdict accept(Event event) {
        return accept(event, 0);
    }

    static Verdict accept(Event event, long version) {
        return new Accept(event, version, 0);
    }

    static Verdict reject(RejectionCode code, String message) {
        return reject(Rejected.of(code, message));
    }

    static Verdict reject(Rejected rejected) {
        return new Reject(rejected, null);
    }
}
