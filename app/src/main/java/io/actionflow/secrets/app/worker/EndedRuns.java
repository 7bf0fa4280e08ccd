package io.actionflow.secrets.app.worker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * The Runs that were ended here, so that a token which is found later gives nothing. Bounded: the oldest are forgotten
 * first. Safe for use by several threads.
 */
final class EndedRuns {

    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofHours(24);

    private final Cache<String, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();

    void add(String runId) {
        ended.put(runId, Boolean.TRUE);
    }

    boolean contains(String runId) {
        return ended.getIfPresent(runId) != null;
    }
}
