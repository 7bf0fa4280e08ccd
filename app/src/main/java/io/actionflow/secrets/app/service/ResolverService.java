package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.management.Health;
import io.actionflow.secrets.projections.topology.InstanceId;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.projections.topology.ReadTopology;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.open.ValueOpener;
import io.actionflow.secrets.resolver.report.HeldKeys;
import io.actionflow.secrets.resolver.usage.UsageCounters;
import io.actionflow.secrets.resolver.usage.UsagePublisher;
import io.actionflow.secrets.schemas.crypto.KeyIds;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.LiveKeyset;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A resolver with its projection, and with its API where it serves one. It stops in good order: it says that it leaves,
 * answers what was asked of it, gives its partitions up, and zeroes what it holds.
 */
public final class ResolverService implements Service {

    private final Stops stops;
    private final KafkaProjection projection;
    private final Resolver resolver;
    private final Optional<ResolverServing> serving;

    private ResolverService(
            Stops stops, KafkaProjection projection, Resolver resolver, Optional<ResolverServing> serving) {
        this.stops = stops;
        this.projection = projection;
        this.resolver = resolver;
        this.serving = serving;
    }

    /** Starts one that is used from within the process. */
    public static ResolverService start(Map<String, ?> kafka, KeyFiles keys)
            throws IOException, GeneralSecurityException {
        return start(kafka, keys, ResolverOptions.EMBEDDED, new SimpleMeterRegistry());
    }

    /** Starts in a process of its own, with its API. */
    public static ResolverService start(ServiceSetup setup) throws IOException, GeneralSecurityException {
        return start(setup.kafka(), setup.keys(), ResolverOptions.of(setup.config()), setup.meters());
    }

    /** Starts with Kafka's settings, {@code bootstrap.servers} and {@code state.dir} among them. */
    public static ResolverService start(
            Map<String, ?> kafka, KeyFiles keys, ResolverOptions options, MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        Stops stops = new Stops();
        try {
            return start(stops, withGroup(kafka, options), keys, options, meters);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            stops.close();
            throw e;
        }
    }

    private static ResolverService start(
            Stops stops, Map<String, Object> kafka, KeyFiles keys, ResolverOptions options, MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        LiveKeys live = LiveKeys.of(keys, meters);
        stops.started(live, live::close);
        LiveKeyset metadata = live.metadata();
        MetadataCipher cipher = MetadataCipher.of(metadata);
        ReadTopology.Settings reading = ReadTopology.Settings.of(cipher, KeyedHash.of(keys.lookup()));
        LiveKeyset values = live.valuePrivate();
        ValueOpener opener = ValueOpener.of(values);
        KafkaProjection projection = KafkaProjection.start(kafka, reading);
        // Alone in its group it has nobody to give its partitions to.
        stops.started(projection, options.group().isPresent() ? projection::leave : projection::close);
        projection.measure(meters);
        measure(projection, meters);
        UsageCounters usage = new UsageCounters(InstantSource.system(), UsageCounters.MOST, meters);
        // It stops after the resolver: nothing is counted any more, and what was counted is published.
        UsagePublisher publisher = UsagePublisher.start(
                usage,
                (projectId, plaintext, associatedData) -> cipher.encrypt(plaintext, associatedData),
                projection::partitionOf,
                kafka,
                options.usage(),
                meters);
        stops.started(publisher, publisher::close);
        Resolver made = Resolver.of(projection, opener, options.resolving(), usage, InstantSource.system(), meters);
        Resolver resolver = stops.started(made, made::close);
        Optional<ResolverServing> serving = Optional.empty();
        if (options.http().isPresent()) {
            // Who counts begins once it is known who the other resolvers are.
            CompletableFuture<HeldKeys.ValueCounts> counts = new CompletableFuture<>();
            HeldKeys held = HeldKeys.of(
                    opener::keyIds,
                    keyId -> counts.getNow(HeldKeys.ValueCounts.UNKNOWN).of(keyId),
                    () -> KeyIds.of(metadata.current()).all());
            ResolverServing started =
                    ResolverServing.start(options.http().get(), kafka, projection, resolver, cipher, held, meters);
            serving = Optional.of(stops.started(started, started::close));
            ResolverDuties.Keys dutyKeys = new ResolverDuties.Keys(values, opener, keys.resolverSigning(), cipher);
            ResolverDuties duties =
                    ResolverDuties.start(kafka, projection, started::hosts, dutyKeys, options.resealing(), meters);
            stops.started(duties, duties::close);
            counts.complete(duties::valuesSealedTo);
        }
        return new ResolverService(stops, projection, resolver, serving);
    }

    public Resolver resolver() {
        return resolver;
    }

    /** Where the API listens, if it is served. */
    public Optional<URI> address() {
        return serving.map(ResolverServing::address);
    }

    @Override
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        projection.awaitCaughtUp(timeout);
        if (serving.isPresent()) {
            serving.get().awaitReady(timeout);
        }
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(projection.failure());
    }

    /** An old state is still served, and its age told: only one that was never whole is not. */
    @Override
    public Health health() {
        return Health.ofNothing()
                .living("reader", () -> failure().map(failure -> "it stopped for good; its log says why"))
                .ready(
                        "state",
                        () -> projection.freshness().everCaughtUp()
                                ? Optional.empty()
                                : Optional.of("the event log has not been read to its end yet"));
    }

    @Override
    public void close() {
        stops.close();
    }

    private static Map<String, Object> withGroup(Map<String, ?> kafka, ResolverOptions options) {
        Map<String, Object> complete = new HashMap<>(kafka);
        Path stateDirectory = Path.of(String.valueOf(complete.get(StreamsConfig.STATE_DIR_CONFIG)));
        String applicationId = options.applicationId(stateDirectory);
        Object chosen = complete.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        if (chosen != null && !chosen.equals(applicationId)) {
            throw new IllegalArgumentException(
                    "application.id can't be set: secrets.resolver.group says who shares partitions");
        }
        return complete;
    }

    private static void measure(KafkaProjection projection, MeterRegistry meters) {
        Gauge.builder("secrets.resolver.store.records", projection, it -> it.logSize()
                        .records())
                .description("Events and chunks of sealed values in the store, as RocksDB estimates it")
                .register(meters);
        Gauge.builder("secrets.resolver.store.bytes", projection, it -> it.logSize()
                        .bytes())
                .description("What they take on disk and in memory, as RocksDB estimates it")
                .baseUnit("bytes")
                .register(meters);
    }

    static String instanceId(Map<String, ?> kafka) {
        return InstanceId.of(Path.of(String.valueOf(kafka.get(StreamsConfig.STATE_DIR_CONFIG))));
    }
}
