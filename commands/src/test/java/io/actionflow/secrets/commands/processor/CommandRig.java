package io.actionflow.secrets.commands.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.topology.StreamsEntryStore;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandCodec;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.ResolverCommand;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
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

    final TestKeys keys = TestKeys.generate();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CommandCodec commands = new CommandCodec(keys.metadata());
    private final Path directory = newDirectory();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> input;
    private final TestOutputTopic<byte[], byte[]> events;
    private final TestOutputTopic<byte[], byte[]> results;
    private final Deque<TestRecord<byte[], byte[]>> unseenEvents = new ArrayDeque<>();
    private final Deque<TestRecord<byte[], byte[]>> unseenResults = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-05-04T03:02:01.000Z");

    CommandRig() {
        this(1);
    }

    /** A task for partition 0 of as many as that. */
    CommandRig(int partitions) {
        Properties properties = new Properties();
        properties.putAll(
                ProcessorProperties.of(Map.of("bootstrap.servers", "nowhere:1", "state.dir", directory.toString())));
        driver = new TopologyTestDriver(
                CommandTopology.build(
                        new ProcessorKeys(keys.metadata(), keys.lookup()::of, keys.signatures()),
                        TopologySettings.of(partitions),
                        new ProcessorMetrics(metrics)),
                properties,
                now);
        input = driver.createInputTopic(Topic.COMMANDS.name(), new ByteArraySerializer(), new ByteArraySerializer());
        events = output(Topic.EVENTS.name());
        results = output(Topic.RESULTS.name());
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

    /** The next record of {@code secret-events} is this event of the project. */
    RecordedEvent thenRecorded(long sequence, Class<? extends Event> type) {
        TestRecord<byte[], byte[]> record = nextOfEvents();
        EventKey key = new EventKey(PROJECT, sequence);
        assertThat(text(record.key())).isEqualTo(key.text());
        assertThat(record.getRecordTime()).isEqualTo(now);
        try {
            RecordedEvent recorded = new EventCodec(keys.metadata()).open(key, record.value());
            assertThat(recorded.event()).isInstanceOf(type);
            return recorded;
        } catch (DecryptionException e) {
            throw new AssertionError(e);
        }
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

    CommandRig thenNothingElse() {
        collect();
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
                new StreamsEntryStore(store(), new EntryCodec(keys.metadata(), CommandTopology.STATE)),
                keys.lookup()::of);
    }

    KeyValueStore<Bytes, byte[]> store() {
        return driver.getKeyValueStore(CommandTopology.STATE);
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

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TestRecord<byte[], byte[]> nextOfEvents() {
        collect();
        assertThat(unseenEvents).as("records of " + Topic.EVENTS.name()).isNotEmpty();
        return unseenEvents.remove();
    }

    private void collect() {
        unseenEvents.addAll(events.readRecordsToList());
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
