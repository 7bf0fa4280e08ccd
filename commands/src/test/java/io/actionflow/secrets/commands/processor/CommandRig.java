package io.actionflow.secrets.commands.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.topology.StreamsEntryStore;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandCodec;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.ResolverCommand;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ProjectCipher;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import io.actionflow.secrets.schemas.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The production topology without a broker: publish, move the clock, then say what was written, and that nothing else
 * was. Broker's clock and wall clock are one.
 */
final class CommandRig implements AutoCloseable {

    static final String PROJECT = "project-1";
    static final String OWNER = "olga@example.com";
    static final int REPLY_PARTITION = 0;

    final TestKeys keys;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final FakeWitness witness = new FakeWitness();
    private final CommandCodec commands;
    private final Path directory = newDirectory();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> input;
    private final TestOutputTopic<byte[], byte[]> events;
    private final TestOutputTopic<byte[], byte[]> results;
    private final TestOutputTopic<byte[], byte[]> checkpoints;
    private final ProjectKeys projectKeys;
    private final Map<GenerationKey, byte[]> keyRecords = new HashMap<>();
    private final ProjectCipher cipher;
    private final List<TestRecord<byte[], byte[]>> log = new ArrayList<>();
    private final Deque<TestRecord<byte[], byte[]>> unseenKeys = new ArrayDeque<>();
    private final Deque<TestRecord<byte[], byte[]>> unseenEvents = new ArrayDeque<>();
    private final Deque<TestRecord<byte[], byte[]>> unseenResults = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-05-04T03:02:01.000Z");

    CommandRig() {
        this(1);
    }

    /** A task for partition 0 of as many as that. */
    CommandRig(int partitions) {
        this(partitions, TestKeys.generate());
    }

    /** The same with keys of another system. */
    CommandRig(int partitions, TestKeys keys) {
        this.keys = keys;
        this.commands = new CommandCodec(keys.metadata());
        this.projectKeys = new ProjectKeys(keys.metadata());
        this.cipher = projectKeys.using(keyRecords::get);
        Properties properties = new Properties();
        properties.putAll(
                ProcessorProperties.of(Map.of("bootstrap.servers", "nowhere:1", "state.dir", directory.toString())));
        driver = new TopologyTestDriver(
                CommandTopology.build(
                        new ProcessorKeys(keys.metadata(), keys.lookup()::of, keys.checkpoints(), keys.signatures()),
                        TopologySettings.of(partitions),
                        new ProcessorMetrics(metrics),
                        witness),
                properties,
                now);
        input = driver.createInputTopic(Topic.COMMANDS.name(), new ByteArraySerializer(), new ByteArraySerializer());
        events = output(Topic.EVENTS.name());
        results = output(Topic.RESULTS.name());
        checkpoints = output(Topic.CHECKPOINTS.name());
    }

    private static Path newDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "command-rig"));
            return Files.createTempDirectory(parent, "state");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ------------------------------------------------------------------ given

    /** A project with its Owner, and nothing of how it came about left to be seen. */
    CommandRig givenProject() {
        return given("given-project", new CreateProject(PROJECT, OWNER));
    }

    /** A secret with a value of one chunk, whose id is that of the secret and {@code -value}. */
    CommandRig givenSecret(String secretId, String name) {
        SealedValue value = SealedValue.of(secretId + "-value", 1);
        whenUploaded(value);
        return given("given-" + secretId, addSecret(secretId, name, value));
    }

    /** A command that was accepted. */
    CommandRig given(String commandId, Command command) {
        return forget().whenSent(commandId, command).thenAccepted(commandId).forget();
    }

    /** Nothing written up to now is of interest. */
    CommandRig forget() {
        collect();
        unseenKeys.clear();
        unseenEvents.clear();
        unseenResults.clear();
        return this;
    }

    static AddSecret addSecret(String secretId, String name, SealedValue value) {
        return new AddSecret(PROJECT, OWNER, secretId, name, "", value.ref());
    }

    // ------------------------------------------------------------------ when

    CommandRig whenSent(String commandId, Command command) {
        return whenWritten(command.projectId(), commands.seal(commandId, REPLY_PARTITION, command));
    }

    /** What a resolver says, signed by it. */
    CommandRig whenSaid(String commandId, ResolverCommand command) {
        return whenSent(commandId, keys.signer().sign(commandId, command));
    }

    CommandRig whenUploaded(SealedValue value) {
        value.records().forEach(record -> whenWritten(PROJECT, record));
        return this;
    }

    CommandRig whenWritten(String key, byte[] value) {
        return whenWritten(key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
    }

    CommandRig whenWritten(byte[] key, byte[] value) {
        input.pipeInput(new TestRecord<>(key, value, now));
        return this;
    }

    CommandRig whenTimePasses(Duration duration) {
        now = now.plus(duration);
        driver.advanceWallClockTime(duration);
        return this;
    }

    Instant now() {
        return now;
    }

    // ------------------------------------------------------------------ then

    /** The next record of {@code secret-command-results} answers this command so. */
    CommandRig thenAnswered(String commandId, Outcome outcome) {
        assertThat(answer(commandId)).isEqualTo(outcome);
        return this;
    }

    /** The next record of {@code secret-command-results} accepts this command. */
    CommandRig thenAccepted(String commandId) {
        assertThat(answer(commandId)).isInstanceOf(Accepted.class);
        return this;
    }

    /** The next record of {@code secret-command-results} rejects this command. */
    Rejected thenRejected(String commandId, RejectionCode code) {
        Outcome outcome = answer(commandId);
        assertThat(outcome).isInstanceOf(Rejected.class);
        assertThat(((Rejected) outcome).code()).as("%s", outcome).isEqualTo(code);
        return (Rejected) outcome;
    }

    private Outcome answer(String commandId) {
        collect();
        assertThat(unseenResults).as("answers").isNotEmpty();
        TestRecord<byte[], byte[]> record = unseenResults.remove();
        assertThat(text(record.key())).isEqualTo(commandId);
        try {
            return new OutcomeCodec(keys.metadata())
                    .open(WireRecords.CODEC.decode(record.value(), CommandResult.class));
        } catch (DecryptionException e) {
            throw new AssertionError(e);
        }
    }

    /** The next record of {@code secret-events} is this event of the project; the keys that it names were written ahead of it. */
    RecordedEvent thenRecorded(long sequence, Class<? extends Event> type) {
        TestRecord<byte[], byte[]> record = nextOfEvents();
        EventKey key = new EventKey(PROJECT, sequence);
        assertThat(text(record.key())).isEqualTo(key.text());
        assertThat(record.getRecordTime()).isEqualTo(now);
        try {
            RecordedEvent recorded = new EventCodec(cipher).open(key, record.value());
            assertThat(recorded.event()).isInstanceOf(type);
            for (RecordDigest named : recorded.event().records()) {
                TestRecord<byte[], byte[]> written = unseenKeys.remove();
                assertThat(RecordDigest.of(text(written.key()), written.value()))
                        .isEqualTo(named);
            }
            return recorded;
        } catch (DecryptionException e) {
            throw new AssertionError(e);
        }
    }

    /** The next record of {@code secret-events} is an event whose key is destroyed by now. */
    CommandRig thenRecordedForNobody(long sequence) {
        TestRecord<byte[], byte[]> record = nextOfEvents();
        EventKey key = new EventKey(PROJECT, sequence);
        assertThat(text(record.key())).isEqualTo(key.text());
        assertThatThrownBy(() -> new EventCodec(cipher).open(key, record.value()))
                .hasMessageContaining("destroyed");
        return this;
    }

    /** The next records of {@code secret-events} are the value's chunks, byte for byte. */
    CommandRig thenForwarded(SealedValue value) {
        for (int index = 0; index < value.records().size(); index++) {
            TestRecord<byte[], byte[]> record = nextOfEvents();
            assertThat(text(record.key())).isEqualTo(chunkKey(value, index));
            assertThat(record.value()).isEqualTo(value.records().get(index));
        }
        return this;
    }

    /** The next records of {@code secret-events} are tombstones of these chunks. */
    CommandRig thenTombstoned(SealedValue value, int... indexes) {
        for (int index : indexes) {
            TestRecord<byte[], byte[]> record = nextOfEvents();
            assertThat(text(record.key())).isEqualTo(chunkKey(value, index));
            assertThat(record.value()).isNull();
        }
        return this;
    }

    /** The next record of {@code secret-events} is a beat. */
    CommandRig thenBeat() {
        TestRecord<byte[], byte[]> record = nextOfEvents();
        assertThat(text(record.key())).isEqualTo("/beat");
        assertThat(record.getRecordTime()).isEqualTo(now);
        return this;
    }

    /** The checkpoints that were written since they were last looked at, each genuine and under its project's key. */
    List<Checkpoint> checkpoints() {
        return checkpoints.readRecordsToList().stream().map(this::checkpoint).toList();
    }

    private Checkpoint checkpoint(TestRecord<byte[], byte[]> record) {
        SignedCheckpoint signed = WireRecords.CODEC.decode(record.value(), SignedCheckpoint.class);
        assertThat(keys.verifier().verify(signed)).isEqualTo(CheckpointVerifier.Verdict.GENUINE);
        assertThat(text(record.key())).isEqualTo(signed.head().projectId());
        return signed.head();
    }

    CommandRig thenNothingElse() {
        collect();
        assertThat(unseenKeys).as("keys on " + Topic.EVENTS.name()).isEmpty();
        assertThat(unseenEvents).as("records of " + Topic.EVENTS.name()).isEmpty();
        assertThat(unseenResults).as("records of " + Topic.RESULTS.name()).isEmpty();
        return this;
    }

    /** How often this was counted. */
    double count(String metric, String... tags) {
        return metrics.find(metric).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    // ------------------------------------------------------------------ looking inside

    ProjectState state() {
        return new ProjectState(
                PROJECT,
                new StreamsEntryStore(store(), new EntryCodec(cipher, CommandTopology.STATE)),
                keys.lookup()::of);
    }

    KeyValueStore<Bytes, byte[]> store() {
        return driver.getKeyValueStore(CommandTopology.STATE);
    }

    /** The key record of {@code secret-events}, the last one there was. */
    byte[] keyRecord(int generation) {
        collect();
        return keyRecords.get(new GenerationKey(PROJECT, generation));
    }

    /** Forgets an unwrapped key, as whoever reads the log does that meets its destruction. */
    CommandRig forgetKeys() {
        keyRecords.keySet().forEach(projectKeys::forget);
        return this;
    }

    CommandCodec commands() {
        return commands;
    }

    CommandCodec commandsUnder(MetadataCipher cipher) {
        return new CommandCodec(cipher);
    }

    /** What has been written to the store's changelog and not been looked at before. */
    List<TestRecord<byte[], byte[]>> changelog(String store) {
        String topic = ProcessorProperties.APPLICATION_ID + "-" + store + "-changelog";
        return driver.producedTopicNames().contains(topic) ? output(topic).readRecordsToList() : List.of();
    }

    /** All records of the output topics since they were last looked at. */
    List<TestRecord<byte[], byte[]>> outputs() {
        collect();
        List<TestRecord<byte[], byte[]>> all = new ArrayList<>(unseenEvents);
        all.addAll(unseenResults);
        return all;
    }

    /** What a compacted {@code secret-events} would hold by now: of each key the last record, if it is no tombstone. */
    Map<String, byte[]> log() {
        collect();
        Map<String, byte[]> compacted = new LinkedHashMap<>();
        for (TestRecord<byte[], byte[]> record : log) {
            compacted.remove(text(record.key()));
            if (record.value() != null) {
                compacted.put(text(record.key()), record.value());
            }
        }
        return compacted;
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TestRecord<byte[], byte[]> nextOfEvents() {
        collect();
        assertThat(unseenEvents).as("records of " + Topic.EVENTS.name()).isNotEmpty();
        return unseenEvents.remove();
    }

    private void collect() {
        for (TestRecord<byte[], byte[]> record : events.readRecordsToList()) {
            log.add(record);
            if (RecordKey.parse(text(record.key())) instanceof GenerationKey generation) {
                keyRecords.put(generation, record.value());
                unseenKeys.add(record);
            } else {
                unseenEvents.add(record);
            }
        }
        unseenResults.addAll(results.readRecordsToList());
    }

    private static String chunkKey(SealedValue value, int index) {
        RecordKey key = new ChunkKey(PROJECT, value.ref().valueId(), index);
        return key.text();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
        try {
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
