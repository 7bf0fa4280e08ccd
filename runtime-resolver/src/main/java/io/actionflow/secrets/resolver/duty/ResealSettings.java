package io.actionflow.secrets.resolver.duty;

import java.time.Duration;

/**
 * How fast values are sealed anew.
 *
 * @param lookEvery how often it is looked whether there is a newer key
 * @param walkEvery how often all values are walked through though there is none: somebody may have sealed to the one before
 * @param againAfter how long after a walk that failed for some values comes the next
 * @param perSecond how many values a second, at most
 */
public record ResealSettings(Duration lookEvery, Duration walkEvery, Duration againAfter, int perSecond) {

    public static final ResealSettings USUAL =
            new ResealSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(10), 100);
}
