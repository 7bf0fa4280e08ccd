package io.actionflow.secrets.resolver.usage;

import io.actionflow.secrets.schemas.record.UsageCount;
import io.actionflow.secrets.schemas.record.UsagePlace;
import java.time.Instant;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One counter. It is counted by many threads and published by one. */
final class UsageCounter {

    private final String projectId;
    private final @Nullable UsagePlace place;
    private final long id;
    private final long firstMillis;
    private final LongAdder count = new LongAdder();
    private final LongAccumulator lastMillis;
    private volatile long published;

    /** @param place null for what is not counted apart */
    UsageCounter(String projectId, @Nullable UsagePlace place, long id, long firstMillis) {
        this.projectId = projectId;
        this.place = place;
        this.id = id;
        this.firstMillis = firstMillis;
        this.lastMillis = new LongAccumulator(Math::max, firstMillis);
    }

    String projectId() {
        return projectId;
    }

    long id() {
        return id;
    }

    // The time first: a sum is published with a time that is no earlier than that of the last in it.
    void count(long nowMillis) {
        lastMillis.accumulate(nowMillis);
        count.increment();
    }

    /** The sum so far. Sums that are taken one after another never become smaller. */
    UsageCount sum() {
        long sum = count.sum();
        return new UsageCount(
                place, sum, Instant.ofEpochMilli(firstMillis), Instant.ofEpochMilli(lastMillis.longValue()));
    }

    /** Resolves that no published sum holds yet. */
    long unpublished() {
        return count.sum() - published;
    }

    /** A sum is on the topic. */
    void published(long sum) {
        published = Math.max(published, sum);
    }

    boolean isIdleSince(long millis) {
        return lastMillis.longValue() < millis && unpublished() == 0;
    }
}
