package io.actionflow.secrets.resolver.run;

import io.actionflow.secrets.projections.topology.Freshness;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How old the state may be for "there is none" to be believed. What is there is believed however old the state is: it was
 * active once, and an outage must not stop what works.
 */
public record StalenessLimit(Duration limit, InstantSource clock) {

    boolean allows(Freshness freshness) {
        return freshness.everCaughtUp() && freshness.age(clock.instant()).compareTo(limit) <= 0;
    }

    /** Why it is not allowed. */
    String describe(Freshness freshness) {
        return freshness.everCaughtUp()
                ? "the state is " + Wording.seconds(freshness.age(clock.instant())) + " old, and after "
                        + Wording.seconds(limit) + " nothing is said to be missing"
                : "the state has not been read to its end yet";
    }
}
