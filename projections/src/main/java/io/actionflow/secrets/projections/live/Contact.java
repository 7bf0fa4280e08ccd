package io.actionflow.secrets.projections.live;

import java.time.Duration;
import java.time.Instant;

/**
 * When the reader itself was in contact with Kafka. A resolver's silence counts only while it could have been heard:
 * otherwise everybody would seem gone in an outage, in which resolvers go on serving, and right after it.
 *
 * @param last the last moment; {@link Instant#MIN} before the first
 * @param since since when it has been unbroken
 */
record Contact(Instant last, Instant since) {

    static final Contact NEVER = new Contact(Instant.MIN, Instant.MIN);

    private static final Duration BROKEN_AFTER = Duration.ofSeconds(3);

    /** After a sign of life at this moment. */
    Contact at(Instant now) {
        boolean isFirst = last.equals(Instant.MIN);
        boolean isBroken = !isFirst && Duration.between(last, now).compareTo(BROKEN_AFTER) > 0;
        return new Contact(now, isBroken ? now : since);
    }

    /** For how long nothing was heard since then, although it could have been. */
    Duration silenceSince(Instant heard, Instant now) {
        Instant from = heard.isBefore(since) ? since : heard;
        Instant to = now.isAfter(last) ? last : now;
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
