package io.actionflow.secrets.projections.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.ProjectDeleted;
import io.actionflow.secrets.schemas.event.ProjectErased;
import io.actionflow.secrets.schemas.event.ProjectKeyRotated;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader makes of projects with keys of their own, of their deletion, and of whatever does not fit. */
final class ProjectKeysReadTest {

    private static final String PROJECT = "p1";
    private static final EventMeta META = new EventMeta("c1", "olga@example.com", Instant.ofEpochMilli(1_000));
    private static final GenerationKey FIRST = new GenerationKey(PROJECT, 1);
    private static final GenerationKey SECOND = new GenerationKey(PROJECT, 2);
    private static final String CHUNK = new ChunkKey(PROJECT, Samples.VALUE.valueId(), 0).text();

    private record LogRecord(String key, byte[] value) {}

    @TempDir
    Path stateDirectory;

    private final MetadataCipher metadata = newCipher();

    // the log as its writer made it, in order
    private final List<LogRecord> log = new ArrayList<>();
    private int read;
    private final Map<GenerationKey, byte[]> writersKeys = new LinkedHashMap<>();
    private final ProjectKeys writer = new ProjectKeys(metadata);
    private final EventCodec codec = new EventCodec(writer.using(writersKeys::get));
    private Sha256 lastHash = Sha256.ZERO;
    private long sequence;

    private final MissingKeys missing = new MissingKeys();
    private final ProjectKeys readers = new ProjectKeys(metadata);
    private final List<String> heard = new ArrayList<>();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> topic;

    private static MetadataCipher newCipher() {
        try {
            return MetadataCipher.of(KeyTemplates.newAead());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "read");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        ReadTopology.Settings settings =
                new ReadTopology.Settings(metadata, (project, text) -> Integer.toHexString(text.hashCode()));
        ProjectionListener listener = (event, project, activated) ->
                heard.add(event.event().getClass().getSimpleName() + project.sequence());
        driver = new TopologyTestDriver(ReadTopology.build(settings, readers, missing, listener), config);
        topic = driver.createInputTopic(Topic.EVENTS.name(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void eventsAreReadWithTheKeysThatStandAheadOfThem() {
        writeProject();
        readAll();

        assertThat(view().role("max@example.com")).isEqualTo(Role.MANAGER);
        assertThat(view().role("edna@example.com")).isEqualTo(Role.EDITOR);
        assertThat(view().project()).isNotNull().satisfies(it -> assertThat(it.generation())
                .isEqualTo(2));
    }

    @Test
    void aHistoryFromBeforeThereWereKeysIsReadAndGoesOnUnderOne() {
        write(0, new ProjectCreated(META));
        write(0, new MemberRoleSet(META, "max@example.com", Role.MANAGER));
        write(1, new ProjectKeyRotated(META, 1, newKey(FIRST)));
        write(1, new MemberRoleSet(META, "edna@example.com", Role.EDITOR));
        readAll();

        assertThat(view().role("max@example.com")).isEqualTo(Role.MANAGER);
        assertThat(view().role("edna@example.com")).isEqualTo(Role.EDITOR);
    }

    @Test
    void afterADeletionNothingIsThereButWhereTheHistoryStands() {
        writeProject();
        readAll();
        writeDeletion();
        readAll();

        assertThatOnlyThePlaceIsLeft();
        assertThat(heard).endsWith("ProjectDeleted6", "ProjectErased7");
        assertThat(view().role("max@example.com"))
                .as("an entry that can't be opened")
                .isNull();
    }

    @Test
    void aNewReaderOfACompactedLogChecksTheChainAndWaitsForTheProofThatStandsBehind() {
        writeProject();
        writeDeletion();
        compact();
        readAll();

        assertThatOnlyThePlaceIsLeft();
        assertThat(heard).containsExactly("ProjectErased7");
        assertThat(missing.missingAsOf(Instant.MAX)).isEmpty();
    }

    @Test
    void aReaderThatWasAwayComesToTheSame() {
        writeProject();
        readAll();
        log.clear();
        read = 0;
        writeDeletion();
        compact();
        readAll();

        assertThatOnlyThePlaceIsLeft();
    }

    @Test
    void aBreakInTheChainOfAnErasedProjectStopsTheReader() {
        writeProject();
        writeDeletion();
        compact();
        remove(new EventKey(PROJECT, 3).text());

        assertStops(this::readAll, "expected event 3");
    }

    @Test
    void aMissingKeyIsAnErrorOnceTheLogWasReadToItsEndAndNeverTakenForDestroyed() {
        writeProject();
        remove(FIRST.text());
        readAll();

        assertThat(view().projectEver()).as("nothing is known of it").isNull();
        assertThat(heard).isEmpty();
        assertThat(missing.missingAsOf(Instant.MIN)).as("before the end").isEmpty();
        assertThat(missing.missingAsOf(Instant.MAX)).get().satisfies(error -> assertThat(error)
                .hasMessageContaining("p1/event/0000000000000000001")
                .hasMessageContaining("project p1")
                .hasMessageContaining("nothing proves"));
    }

    @Test
    void aForgedProofStopsTheReader() {
        writeProject();
        readAll();
        byte[] forged = new ProjectKeys(newCipher()).destroyed(FIRST);

        assertStops(() -> topic.pipeInput(FIRST.text(), forged), "No key of the keyset made this ciphertext");
        assertThat(logStore().get(key(FIRST.text()))).isEqualTo(value(FIRST.text()));
    }

    @Test
    void aProofOfAnotherKeyStopsTheReader() {
        writeProject();
        readAll();
        byte[] moved = writer.destroyed(SECOND);

        assertStops(() -> topic.pipeInput(FIRST.text(), moved), "does not authenticate");
    }

    @Test
    void aDeletedKeyRecordStopsTheReader() {
        writeProject();
        readAll();

        assertStops(() -> topic.pipeInput(FIRST.text(), null), "was deleted, not destroyed");
    }

    @Test
    void anotherKeyInTheSamePlaceStopsTheReader() {
        writeProject();
        readAll();
        byte[] other = writer.create(FIRST);

        assertStops(() -> topic.pipeInput(FIRST.text(), other), "another key stood");
    }

    @Test
    void aKeyThatComesOnceMoreAfterItsDestructionStaysDestroyed() {
        writeProject();
        byte[] key = value(FIRST.text());
        writeDeletion();
        byte[] proof = value(FIRST.text());
        readAll();

        topic.pipeInput(FIRST.text(), key);

        assertThat(logStore().get(key(FIRST.text()))).isEqualTo(proof);
    }

    // ------------------------------------------------------------------ the writer

    private void writeProject() {
        write(1, new ProjectCreated(META, newKey(FIRST)));
        write(1, new MemberRoleSet(META, "max@example.com", Role.MANAGER));
        append(CHUNK, new byte[] {1, 2, 3});
        write(1, new SecretAdded(META, "s1", "a telling name", "", Samples.VALUE));
        write(2, new ProjectKeyRotated(META, 2, newKey(SECOND)));
        write(2, new MemberRoleSet(META, "edna@example.com", Role.EDITOR));
    }

    private void writeDeletion() {
        write(2, new ProjectDeleted(META));
        append(CHUNK, null);
        List<RecordDigest> proofs = List.of(destroy(FIRST), destroy(SECOND));
        EventMeta system = new EventMeta("c1", EventMeta.SYSTEM, META.at());
        write(0, new ProjectErased(system, proofs, List.of(Samples.VALUE.valueId())));
    }

    private void write(int generation, Event event) {
        sequence++;
        EventCodec.Sealed sealed = codec.seal(new EventKey(PROJECT, sequence), generation, lastHash, event);
        lastHash = sealed.hash();
        append(sealed.key(), sealed.value());
    }

    private RecordDigest newKey(GenerationKey place) {
        byte[] record = writer.create(place);
        writersKeys.put(place, record);
        append(place.text(), record);
        return RecordDigest.of(place.text(), record);
    }

    private RecordDigest destroy(GenerationKey place) {
        byte[] proof = writer.destroyed(place);
        append(place.text(), proof);
        return RecordDigest.of(place.text(), proof);
    }

    private void append(String key, byte[] value) {
        log.add(new LogRecord(key, value));
    }

    /** Leaves of each key the last record, where it stands, and no tombstone: as if long ago. */
    private void compact() {
        Map<String, LogRecord> last = new LinkedHashMap<>();
        log.forEach(record -> last.put(record.key(), record));
        log.removeIf(record -> last.get(record.key()) != record || record.value() == null);
    }

    private void remove(String key) {
        log.removeIf(record -> record.key().equals(key));
    }

    private byte[] value(String key) {
        return log.stream()
                .filter(record -> record.key().equals(key))
                .reduce((one, later) -> later)
                .orElseThrow()
                .value();
    }

    // ------------------------------------------------------------------ the reader

    /** Reads what was not read before. */
    private void readAll() {
        for (; read < log.size(); read++) {
            topic.pipeInput(log.get(read).key(), log.get(read).value());
        }
    }

    private void assertThatOnlyThePlaceIsLeft() {
        assertThat(view().project()).isNull();
        assertThat(view().projectEver()).isEqualTo(ProjectEntry.ofDeleted(7, lastHash));
        assertThat(logStore().get(key(CHUNK))).isNull();
        assertThat(logStore().get(key(new EventKey(PROJECT, 3).text()))).isNotNull();
    }

    private ProjectView view() {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(ReadTopology.PROJECTION);
        EntryCodec entries = new EntryCodec(
                readers.using(generation -> logStore().get(key(generation.text()))), ReadTopology.PROJECTION);
        return new ProjectView(
                PROJECT,
                new StreamsEntryReader(() -> store, entries),
                (project, text) -> Integer.toHexString(text.hashCode()));
    }

    private KeyValueStore<Bytes, byte[]> logStore() {
        return driver.getKeyValueStore(ReadTopology.LOG);
    }

    private static void assertStops(Runnable pipe, String why) {
        assertThatThrownBy(pipe::run)
                .hasStackTraceContaining(why)
                .hasStackTraceContaining("The event log can't be read at secret-events");
    }

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
