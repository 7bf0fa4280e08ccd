package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.ResolverSettings;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.event.ActionflowSaved;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away under a running resolver and comes back. */
class ResolverOutageTest {

    private static final EventMeta META = new EventMeta("c1", "olga", Instant.ofEpochMilli(1_000));
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration STALENESS_LIMIT = Duration.ofSeconds(2);
    private static final int PARTITIONS = 2;

    private final TestKeys keys = TestKeys.generate();

    @TempDir
    Path brokerDirectory;

    @TempDir
    Path stateDirectory;

    @Test
    void theResolverGoesOnServingSaysHowOldItIsNeverSaysMissingAndCatchesUp() throws Exception {
        try (EmbeddedFixture broker = BrokerFixture.embedded(brokerDirectory)) {
            broker.createTopics(PARTITIONS);
            try (EventLogWriter log = new EventLogWriter(broker.bootstrapServers(), keys, PARTITIONS)) {
                writeProject(log);
                try (KafkaProjection projection = startProjection(broker);
                        Resolver resolver = resolver(projection)) {
                    liveThroughAnOutage(broker, log, resolver);
                }
            }
        }
    }

    private void liveThroughAnOutage(EmbeddedFixture broker, EventLogWriter log, Resolver resolver) throws Exception {
        awaitBeginError(resolver, ResolveError.PROJECT_NOT_FOUND);
        Run before = resolver.begin("acme", "flow").orElseThrow();
        assertThat(text(before.resolve("node", "warm"))).isEqualTo("first");

        broker.broker().stop();
        awaitBeginError(resolver, ResolveError.UNAVAILABLE);
        assertThat(resolver.freshness().age(Instant.now())).isGreaterThan(STALENESS_LIMIT);
        assertThat(resolver.begin("nobody", "flow").toString()).contains(" s old");
        assertThat(text(before.resolve("node", "warm"))).as("a kept value").isEqualTo("first");
        assertThat(text(before.resolve("node", "cold")))
                .as("a value that nobody asked for before")
                .isEqualTo("cold");
        try (Run during = resolver.begin("acme", "flow").orElseThrow()) {
            assertThat(during.sync()).isEqualTo(1);
            assertThat(text(during.resolve("node", "warm"))).isEqualTo("first");
        }

        broker.broker().start();
        log.append("acme", new SecretEdited(META, "warm", 2, null, null, writeValue(log, "warm", "second")));
        log.append("acme", new Synced(META, 2, 1));
        resolver.awaitSync("acme", 2, SOON);
        try (Run after = resolver.begin("acme", "flow").orElseThrow()) {
            assertThat(text(after.resolve("node", "warm"))).isEqualTo("second");
        }
        assertThat(text(before.resolve("node", "warm"))).as("its own Sync").isEqualTo("first");
        awaitBeginError(resolver, ResolveError.PROJECT_NOT_FOUND);
        before.close();
    }

    private void writeProject(EventLogWriter log) {
        log.append("acme", new ProjectCreated(META));
        log.append("acme", new SecretAdded(META, "warm", "Warm", "", writeValue(log, "warm", "first")));
        log.append("acme", new SecretAdded(META, "cold", "Cold", "", writeValue(log, "cold", "cold")));
        log.append(
                "acme",
                new ActionflowSaved(
                        META,
                        "flow",
                        1,
                        List.of(
                                new Binding("node", "Call API", "warm", "warm"),
                                new Binding("node", "Call API", "cold", "cold"))));
        log.append("acme", new Synced(META, 1, 3));
    }

    private ValueRef writeValue(EventLogWriter log, String secretId, String value) {
        String valueId = secretId + "-" + value;
        byte[] plain = value.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = keys.sealer().seal(plain, new SealingContext("acme", secretId, valueId, 0, 1));
        log.appendChunk(
                new ChunkKey("acme", valueId, 0), WireRecords.CODEC.encode(new ValueChunk(valueId, 0, 1, sealed)));
        return new ValueRef(valueId, 1, sealed.length, ChunkDigest.append(ChunkDigest.start(), sealed));
    }

    private KafkaProjection startProjection(EmbeddedFixture broker) throws Exception {
        KafkaProjection projection = KafkaProjection.start(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "state.dir", stateDirectory.toString()),
                keys.reading());
        projection.awaitCaughtUp(SOON);
        return projection;
    }

    private Resolver resolver(KafkaProjection projection) throws Exception {
        return Resolver.of(
                projection,
                keys.values(),
                ResolverSettings.DEFAULTS.withStalenessLimit(STALENESS_LIMIT),
                InstantSource.system(),
                new SimpleMeterRegistry());
    }

    /** What is said of a project that does not exist depends on how old the state is, and on nothing else. */
    private static void awaitBeginError(Resolver resolver, ResolveError expected) throws Exception {
        Deadline.seconds(60).await("the answer " + expected, () -> {
            Resolved<Run> answer = resolver.begin("nobody", "flow");
            assertThat(answer).isInstanceOf(Resolved.Refused.class);
            return ((Resolved.Refused<Run>) answer).code() == expected;
        });
    }

    private static String text(Resolved<SecretValue> answer) {
        try (SecretValue value = answer.orElseThrow()) {
            return new String(value.copyBytes(), StandardCharsets.UTF_8);
        }
    }
}
