package io.actionflow.secrets.resolver.duty;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.resolver.open.ProjectionChunks;
import io.actionflow.secrets.resolver.open.ValueOpener;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.KeyIds;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals values anew, in the background, until all that this resolver acts for are sealed to the newest key; and counts, of all
 * that it holds, how many are sealed to which key. It keeps nothing but counts: after a crash it looks at what there is.
 */
public final class Resealer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resealer.class);

    /** Of one project, in one walk: their ids are in memory. */
    private static final int MOST_AT_ONCE = 5_000;

    private final Hosted hosted;
    private final ValueOpener opener;
    private final Keys keys;
    private final ResolverVoice voice;
    private final String resolverId;
    private final ResealSettings settings;
    private final MeterRegistry registry;
    private final ValueCounts counts;
    private final Background background;
    private @Nullable PublicValueKey walkedFor;
    private long walkedAt;
    private boolean complete;
    private boolean failed;
    private volatile @Nullable Set<Integer> walked;

    /**
     * The keys that values are sealed to.
     *
     * @param newest the one that all values are to be sealed to; null where none is known yet
     * @param opens whether this resolver could open what is sealed to a key: to another one it never seals
     */
    public record Keys(Supplier<@Nullable PublicValueKey> newest, Predicate<PublicValueKey> opens) {}

    private Resealer(
            Hosted hosted,
            ValueOpener opener,
            Keys keys,
            ResolverVoice voice,
            String resolverId,
            ResealSettings settings,
            MeterRegistry registry) {
        this.hosted = hosted;
        this.opener = opener;
        this.keys = keys;
        this.voice = voice;
        this.resolverId = resolverId;
        this.settings = settings;
        this.registry = registry;
        this.counts = new ValueCounts(registry);
        this.background = new Background("secret-resealer", settings.lookEvery(), this::round);
    }

    /** Starts its work. */
    public static Resealer start(
            Hosted hosted,
            ValueOpener opener,
            Keys keys,
            ResolverVoice voice,
            String resolverId,
            ResealSettings settings,
            MeterRegistry registry) {
        Resealer resealer = new Resealer(hosted, opener, keys, voice, resolverId, settings, registry);
        resealer.background.start();
        return resealer;
    }

    /**
     * How many of the values that this resolver holds are sealed to the key, as of the last walk; null where that did not see
     * all that it holds now.
     */
    public @Nullable Long valuesSealedTo(int keyId) {
        Set<Integer> seen = walked;
        return seen != null && seen.equals(hosted.projection().hosted())
                ? Long.valueOf(counts.byKey().getOrDefault(keyId, 0L))
                : null;
    }

    /** Gives up what is under way: the copy that nobody claims is forgotten. */
    @Override
    public void close() {
        background.close();
    }

    private void round() throws InterruptedException {
        PublicValueKey newest = keys.newest.get();
        if (newest == null || !isDue(newest)) {
            return;
        } else if (!keys.opens.test(newest)) {
            LOG.warn("Nothing is sealed to {}: this resolver could not open it", newest);
            return;
        }
        try {
            walk(newest);
        } catch (ProjectionUnavailableException e) {
            LOG.debug("The values can't be walked through now", e);
        }
    }

    private boolean isDue(PublicValueKey newest) {
        return !complete
                || !newest.equals(walkedFor)
                || System.nanoTime() - walkedAt >= (failed ? settings.againAfter() : settings.walkEvery()).toNanos();
    }

    private void walk(PublicValueKey newest) throws InterruptedException {
        Resealing resealing = resealing(newest);
        Map<Integer, Long> found = new HashMap<>();
        List<String> projects = new ArrayList<>();
        complete = true;
        failed = false;
        Set<Integer> before = Set.copyOf(hosted.projection().hosted());
        hosted.projects().visit(projects::add);
        for (String projectId : projects) {
            for (String valueId : stale(projectId, newest, found)) {
                reseal(resealing, projectId, valueId, newest, found);
            }
        }
        counts.set(found);
        // What came while it walked, it may have seen in part.
        walked = before.equals(hosted.projection().hosted()) && !background.isClosed() ? before : null;
        walkedFor = newest;
        walkedAt = System.nanoTime();
    }

    private Resealing resealing(PublicValueKey newest) {
        try {
            return new Resealing(opener, new ProjectionChunks(hosted.projection()), voice, resolverId, newest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The newest key is not usable: " + newest, e);
        }
    }

    /** Counts a project's values, and returns those that are sealed to another key, if it is to act for them. */
    private List<String> stale(String projectId, PublicValueKey newest, Map<Integer, Long> found) {
        List<String> stale = new ArrayList<>();
        boolean acts = hosted.actsFor(projectId);
        ProjectView view = hosted.projection().project(projectId);
        if (view.project() == null) {
            return stale; // deleted: its keys are gone, or about to go
        }
        view.values((valueId, entry) -> {
            OptionalInt keyId = keyId(projectId, entry);
            keyId.ifPresent(id -> found.merge(id, 1L, Long::sum));
            if (acts && keyId.isPresent() && keyId.getAsInt() != newest.keyId()) {
                if (stale.size() < MOST_AT_ONCE) {
                    stale.add(valueId);
                } else {
                    complete = false;
                }
            }
            return !background.isClosed();
        });
        return stale;
    }

    private void reseal(
            Resealing resealing, String projectId, String valueId, PublicValueKey newest, Map<Integer, Long> found)
            throws InterruptedException {
        Projection projection = hosted.projection();
        ProjectView view = projection.project(projectId);
        ValueEntry entry = view.project() == null ? null : view.value(valueId);
        OptionalInt before = entry == null ? OptionalInt.empty() : keyId(projectId, entry);
        if (entry == null || before.isEmpty() || before.getAsInt() == newest.keyId() || !hosted.actsFor(projectId)) {
            return;
        }
        long start = System.nanoTime();
        Resealing.Result result = resealing.reseal(projectId, valueId, entry);
        count(result);
        if (result == Resealing.Result.DONE) {
            found.merge(before.getAsInt(), -1L, Long::sum);
            found.merge(newest.keyId(), 1L, Long::sum);
            counts.set(found);
        }
        failed |= result == Resealing.Result.FAILED;
        Duration share = Duration.ofSeconds(1).dividedBy(settings.perSecond());
        background.pause(share.minusNanos(System.nanoTime() - start));
    }

    /** The key to which the current copy is sealed; empty where nothing of it is here. */
    private OptionalInt keyId(String projectId, ValueEntry entry) {
        if (entry.isErased()) {
            return OptionalInt.empty();
        }
        byte[] record = hosted.projection()
                .chunkRecord(new ChunkKey(projectId, entry.value().valueId(), 0));
        if (record == null) {
            return OptionalInt.empty();
        }
        try {
            return KeyIds.named(
                    WireRecords.CODEC.decode(record, ValueChunk.class).sealed());
        } catch (MalformedRecordException | UnknownSchemaException e) {
            LOG.warn("Value {} has a chunk that can't be read", entry.value().valueId(), e);
            return OptionalInt.empty();
        }
    }

    private void count(Resealing.Result result) {
        Counter.builder("secrets.resolver.resealed")
                .description("Values that were to be sealed anew")
                .tag("outcome", result.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }
}
