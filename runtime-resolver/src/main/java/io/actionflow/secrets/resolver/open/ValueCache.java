package io.actionflow.secrets.resolver.open;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opened values, so that what is in use is opened once: at most one for a secret, the one that is active, and none that
 * is too long. A value that leaves, for whatever reason, is zeroed as soon as no handle of it is open.
 *
 * <p>A hit takes no lock and allocates nothing but the handle. Threads that miss the same value together wait for one of
 * them to open it; no lock is held meanwhile. Safe for use by several threads.
 */
public final class ValueCache implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ValueCache.class);

    /** About what a kept value takes besides its bytes. */
    private static final int ENTRY_BYTES = 256;

    private final ValueOpener opener;
    private final ChunkSource chunks;
    private final Predicate<SealedValue> isActive;
    private final int largestValue;
    private final ValueMeters meters;
    private final Cache<SecretAddress, Kept> kept;
    // value → whoever opens it first; completed with null where nothing came of it
    private final ConcurrentMap<SealedValue, CompletableFuture<@Nullable SharedBytes>> opening =
            new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** What the cache holds a share of. Not a record: two are never equal. */
    private static final class Kept {

        private final String valueId;
        private final String copyId;
        private final SharedBytes bytes;

        Kept(SealedValue value, SharedBytes bytes) {
            this.valueId = value.valueId();
            this.copyId = value.ref().valueId();
            this.bytes = bytes;
        }
    }

    /**
     * Makes an empty cache.
     *
     * @param isActive whether the value is the active one of its secret, as far as is known right now
     */
    public ValueCache(
            ValueOpener opener,
            ChunkSource chunks,
            Predicate<SealedValue> isActive,
            CacheSettings settings,
            MeterRegistry registry) {
        this(opener, chunks, isActive, settings, registry, Ticker.systemTicker());
    }

    ValueCache(
            ValueOpener opener,
            ChunkSource chunks,
            Predicate<SealedValue> isActive,
            CacheSettings settings,
            MeterRegistry registry,
            Ticker ticker) {
        this.opener = opener;
        this.chunks = chunks;
        this.isActive = isActive;
        this.largestValue = settings.largestValue();
        this.meters = new ValueMeters(registry);
        this.kept = newCache(settings, ticker);
        meters.bytes(this::bytes);
    }

    // Everything is done on the calling thread, so that what leaves is zeroed before the call that made it leave
    // returns.
    private Cache<SecretAddress, Kept> newCache(CacheSettings settings, Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumWeight(settings.bytes())
                .weigher((SecretAddress secret, Kept value) -> ENTRY_BYTES + value.bytes.size())
                .expireAfterAccess(settings.idle())
                .scheduler(Scheduler.systemScheduler())
                .ticker(ticker)
                .executor(Runnable::run)
                .removalListener(this::removed)
                .build();
    }

    /**
     * The value, from memory or opened for this call.
     *
     * @throws DecryptionException as {@link ValueOpener#open}; nothing of a failure is kept
     */
    public SecretValue open(SealedValue value) throws DecryptionException {
        SecretValue hit = kept(value);
        if (hit != null) {
            meters.hits.increment();
            return hit;
        }
        meters.misses.increment();
        boolean keep = value.ref().plainSize() <= largestValue && isActive.test(value);
        return keep ? openOnce(value) : new SecretValue(openTimed(value));
    }

    /** Gives up whatever value of the secret is kept, because another one is active now. */
    public void superseded(SecretAddress secret) {
        kept.invalidate(secret);
    }

    /** Gives up whatever of the project is kept, because it was deleted. */
    public void deleted(String projectId) {
        kept.asMap().keySet().removeIf(secret -> secret.projectId().equals(projectId));
    }

    /** Gives up the values whose sealed copies have these ids, because those are erased; the project's others stay. */
    public void erased(String projectId, Collection<String> copyIds) {
        if (!copyIds.isEmpty()) {
            kept.asMap()
                    .entrySet()
                    .removeIf(
                            it -> it.getKey().projectId().equals(projectId) && copyIds.contains(it.getValue().copyId));
        }
    }

    /** What the kept values take, with what it costs to keep them. */
    public long bytes() {
        return kept.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    /** Gives up everything, for good: what is opened afterwards is not kept. */
    @Override
    public void close() {
        closed = true;
        kept.invalidateAll();
    }

    private @Nullable SecretValue kept(SealedValue value) {
        Kept entry = kept.getIfPresent(value.secret());
        return entry != null && entry.valueId.equals(value.valueId()) ? entry.bytes.newHandle() : null;
    }

    private SecretValue openOnce(SealedValue value) throws DecryptionException {
        CompletableFuture<@Nullable SharedBytes> mine = new CompletableFuture<>();
        CompletableFuture<@Nullable SharedBytes> first = opening.putIfAbsent(value, mine);
        if (first == null) {
            return openFirst(value, mine);
        }
        SharedBytes opened = first.join();
        SecretValue handle = opened == null ? null : opened.newHandle();
        // The first one failed, or its value is already gone again: this call tries for itself, to tell its own story.
        return handle == null ? new SecretValue(openTimed(value)) : handle;
    }

    private SecretValue openFirst(SealedValue value, CompletableFuture<@Nullable SharedBytes> promise)
            throws DecryptionException {
        try {
            SecretValue handle = kept(value); // somebody may have been first between this call's look and its turn
            if (handle == null) {
                SharedBytes bytes = openTimed(value);
                handle = new SecretValue(bytes);
                keep(value, bytes);
            }
            promise.complete(handle.shared());
            return handle;
        } finally {
            opening.remove(value, promise);
            promise.complete(null);
        }
    }

    // The look comes after the insertion: a Sync in between either is seen by it, or finds the entry and removes it.
    // Likewise what erases the copy.
    private void keep(SealedValue value, SharedBytes bytes) {
        SealedValue copy = chunks.current(value);
        Kept entry = new Kept(copy, bytes);
        if (!bytes.retain()) {
            throw new IllegalStateException("Nobody holds the value that is to be kept");
        }
        kept.put(value.secret(), entry);
        boolean stays = false;
        try {
            stays = isActive.test(value) && chunks.current(value).equals(copy) && !closed;
        } finally {
            if (!stays) {
                kept.asMap().remove(value.secret(), entry);
            }
        }
    }

    private SharedBytes openTimed(SealedValue value) throws DecryptionException {
        long start = System.nanoTime();
        SharedBytes bytes = opener.openShared(value, chunks);
        meters.opens.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        LOG.trace(
                "Opened value {} of project {}",
                value.ref().valueId(),
                value.secret().projectId());
        return bytes;
    }

    private void removed(@Nullable SecretAddress secret, @Nullable Kept entry, RemovalCause cause) {
        if (entry != null) {
            entry.bytes.release();
        }
        if (cause.wasEvicted()) {
            meters.evictions.increment();
        }
    }

    /** Does at once what is due, such as giving up idle values. */
    void cleanUp() {
        kept.cleanUp();
    }
}
