package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.projections.live.Liveness.Instance;
import io.actionflow.secrets.projections.live.Liveness.State;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.ServedSync;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the resolvers, and what follows from it. It asks no clock and knows no Kafka. Its size is bounded. Safe
 * for use by several threads; what it returns does not change any more.
 */
final class Directory {

    /** How far the clocks of a resolver and of the asker may be apart. */
    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    static final int MOST_RESOLVERS = 1000;
    private static final int MOST_SYNCS = 50_000;

    // resolverId → the last that was heard of it
    private final Map<String, Heard> resolvers = new HashMap<>();
    private final HighestSyncs syncs = new HighestSyncs(MOST_SYNCS);
    private Contact contact = Contact.NEVER;

    /**
     * Takes a report, which replaces the one before of the same resolver.
     *
     * @return false where there are too many resolvers already: those that are known stay, strangers are passed over
     */
    synchronized boolean apply(ResolverReport report, Instant receivedAt) {
        String resolverId = report.resolverId();
        if (report.leaving()) {
            resolvers.remove(resolverId);
            return true;
        }
        if (!resolvers.containsKey(resolverId) && resolvers.size() >= MOST_RESOLVERS) {
            return false;
        }
        resolvers.put(resolverId, Heard.of(report, receivedAt));
        report.syncs().forEach(served -> syncs.add(resolverId, served));
        return true;
    }

    /** All reports that were there at this moment have been read, or are about to be. */
    synchronized void inContact(Instant at) {
        contact = contact.at(at);
        resolvers.values().removeIf(it -> it.isForgotten(contact.silenceSince(it.receivedAt(), at)));
    }

    synchronized Liveness liveness(SyncRef sync, Instant now) {
        List<Instance> instances = hosting(sync.partition())
                .filter(it -> !isReplaced(it, sync.partition(), now))
                .sorted(Comparator.comparing(Heard::resolverId))
                .map(it -> instance(it, sync, now))
                .toList();
        return new Liveness(instances, contact.last());
    }

    /** Whom to ask about a partition: those that are there and can be reached, the one with the freshest state first. */
    synchronized List<Peer> hosts(int partition, Instant now) {
        Comparator<Heard> freshest = Comparator.comparing(it -> asOf(it, partition));
        List<Peer> peers = new ArrayList<>();
        hosting(partition)
                .filter(it -> !isGone(it, now))
                .sorted(freshest.reversed().thenComparing(Heard::resolverId))
                .forEach(it -> {
                    if (it.url() != null) {
                        peers.add(new Peer(it.resolverId(), it.url()));
                    }
                });
        return List.copyOf(peers);
    }

    /** The keys of those that are expected to serve: who was told to stop, or was replaced, is not among them. */
    synchronized List<KeysHeld> keys(Instant now) {
        return resolvers.values().stream()
                .filter(it -> !isReplaced(it, now))
                .sorted(Comparator.comparing(Heard::resolverId))
                .map(it -> new KeysHeld(
                        it.resolverId(),
                        it.group(),
                        isGone(it, now),
                        it.asOf().keySet(),
                        it.valueKeys(),
                        it.metadataKeys()))
                .toList();
    }

    private boolean isReplaced(Heard resolver, Instant now) {
        return isGone(resolver, now)
                && resolver.asOf().keySet().stream().allMatch(partition -> isReplaced(resolver, partition, now));
    }

    private Instance instance(Heard resolver, SyncRef asked, Instant now) {
        ServedSync reported = syncs.of(resolver.resolverId(), asked.projectId());
        if (reported != null && reported.sync() >= asked.sync()) {
            return instance(resolver, state(resolver, true, now), reported.sync(), reported.at());
        } else if (asOf(resolver, asked.partition()).isAfter(asked.syncedAt().plus(CLOCK_TOLERANCE))) {
            return instance(resolver, state(resolver, true, now), asked.sync(), null);
        }
        return reported == null
                ? instance(resolver, state(resolver, false, now), null, null)
                : instance(resolver, state(resolver, false, now), reported.sync(), reported.at());
    }

    private static Instance instance(Heard resolver, State state, @Nullable Long sync, @Nullable Instant servedAt) {
        return new Instance(resolver.resolverId(), resolver.url(), state, sync, servedAt, resolver.receivedAt());
    }

    private State state(Heard resolver, boolean isServed, Instant now) {
        if (isGone(resolver, now)) {
            return State.GONE;
        }
        return isServed ? State.SERVING : State.LAGGING;
    }

    /** Where instances share the partitions, another takes over what one that died has held. */
    private boolean isReplaced(Heard resolver, int partition, Instant now) {
        return isGone(resolver, now)
                && hosting(partition).anyMatch(it -> it.group().equals(resolver.group()) && !isGone(it, now));
    }

    private Stream<Heard> hosting(int partition) {
        return resolvers.values().stream().filter(it -> it.hosts(partition));
    }

    private boolean isGone(Heard resolver, Instant now) {
        return resolver.isGone(contact.silenceSince(resolver.receivedAt(), now));
    }

    private static Instant asOf(Heard resolver, int partition) {
        return resolver.asOf().getOrDefault(partition, Instant.MIN);
    }
}
