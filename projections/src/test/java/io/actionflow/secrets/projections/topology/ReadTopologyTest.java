package io.actionflow.secrets.projections.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.GivenUpValue;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.event.ValuesErasing;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The read-side topology as it runs in production, without a broker. */
class ReadTopologyTest {

    private static final String PROJECT = "p1";
    private static final String CHUNK = new ChunkKey(PROJECT, Samples.VALUE.valueId(), 0).text();
    private static final EventMeta META = new EventMeta("c1", "olga@example.com", Instant.ofEpochMilli(1_000));

    @TempDir
    Path stateDirectory;

    private MetadataCipher cipher;
    private EventCodec events;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> topic;
    private final List<String> heard = new ArrayList<>();
    private EventCodec.Sealed last;
    private long sequence;

    @BeforeEach
    void start() throws Exception {
        cipher = MetadataCipher.of(KeyTemplates.newAead());
        events = new EventCodec(cipher);
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "read");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        ReadTopology.Settings settings =
                new ReadTopology.Settings(cipher, (project, text) -> Integer.toHexString(text.hashCode()));
        ProjectionListener listener = (event, project, activated) ->
                heard.add(event.event().getClass().getSimpleName() + project.sequence() + activated);
        driver = new TopologyTestDriver(ReadTopology.build(settings, listener), config);
        topic = driver.createInputTopic(Topic.EVENTS.name(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void eventsAreKeptAsTheyAreAndFoldedIntoTheProjection() {
        append(new ProjectCreated(META));
        append(new MemberRoleSet(META, "max@example.com", Role.MANAGER));

        assertThat(view().role("max@example.com")).isEqualTo(Role.MANAGER);
        assertThat(log().get(key(new EventKey(PROJECT, 2).text()))).isEqualTo(last.value());
        assertThat(heard).containsExactly("ProjectCreated1[]", "MemberRoleSet2[]");
    }

    @Test
    void whatASyncMadeActiveIsToldAfterItCanBeSeen() {
        append(new ProjectCreated(META));
        append(new SecretAdded(META, "s1", "key", "", Samples.VALUE));
        append(new Synced(META, 1, 1));

        assertThat(heard).endsWith("Synced3[s1]");
        assertThat(view().activeSecret("s1", 1)).isNotNull();
    }

    @Test
    void aChunkIsKeptUntilItsTombstone() {
        String chunk = new ChunkKey(PROJECT, "v1", 0).text();
        topic.pipeInput(chunk, new byte[] {1, 2, 3});
        assertThat(log().get(key(chunk))).containsExactly(1, 2, 3);

        topic.pipeInput(chunk, null);
        assertThat(log().get(key(chunk))).isNull();
    }

    @Test
    void theChunksOfAGivenUpValueGoWithTheEventThoughNoTombstoneIsSeen() {
        String kept = new ChunkKey(PROJECT, Samples.VALUE.valueId() + "-2", 0).text();
        tellOfAValueThatIsGivenUp();
        topic.pipeInput(kept, new byte[] {4});

        assertThat(log().get(key(CHUNK))).isNull();
        assertThat(log().get(key(kept))).isNotNull();
        assertThat(view().value(Samples.VALUE.valueId()))
                .satisfies(it -> assertThat(it.isErased()).isTrue());
    }

    @Test
    void whatIsToBeDeletedIsNotedUntilTheDeletionIsOnTheDisk() {
        tellOfAValueThatIsGivenUp();
        assertThat(leftovers()).isOne();

        driver.advanceWallClockTime(LogProcessor.SETTLE_EVERY);

        assertThat(leftovers()).isZero();
    }

    @Test
    void aDeletionThatACrashTookBackIsDoneAgainAtTheStart() {
        tellOfAValueThatIsGivenUp();
        log().put(key(CHUNK), new byte[] {1, 2, 3});

        new Leftovers(
                        new BatchedEntryStore(
                                driver.getKeyValueStore(ReadTopology.PROJECTION),
                                new EntryCodec(cipher, ReadTopology.PROJECTION)),
                        new LogStore(log()))
                .deleteAgain();

        assertThat(log().get(key(CHUNK))).isNull();
    }

    @Test
    void aGivenUpValueThatNobodyHereHadLeavesNothingToDo() {
        append(new ProjectCreated(META));
        append(new SecretAdded(META, "s1", "key", "", Samples.VALUE));
        append(erasing());

        assertThat(leftovers()).isZero();
    }

    @Test
    void aChunkThatComesOnceMoreGoesWithTheEventThatComesOnceMore() {
        tellOfAValueThatIsGivenUp();
        topic.pipeInput(CHUNK, new byte[] {1, 2, 3});

        topic.pipeInput(last.key(), last.value());

        assertThat(log().get(key(CHUNK))).isNull();
    }

    @Test
    void aBeatLeavesNothingBehind() {
        topic.pipeInput("/beat", new byte[] {1});

        assertThat(log().approximateNumEntries()).isZero();
    }

    private void tellOfAValueThatIsGivenUp() {
        append(new ProjectCreated(META));
        topic.pipeInput(CHUNK, new byte[] {1, 2, 3});
        append(new SecretAdded(META, "s1", "key", "", Samples.VALUE));
        append(erasing());
    }

    private static ValuesErasing erasing() {
        return new ValuesErasing(
                META, List.of(new GivenUpValue("s1", Samples.VALUE.valueId(), Instant.ofEpochMilli(900), false)));
    }

    private int leftovers() {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(ReadTopology.PROJECTION);
        int count = 0;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                count += latin(all.next().key.get()).startsWith(Keys.LEFTOVERS) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void anEventThatComesTwiceChangesNothing() {
        append(new ProjectCreated(META));
        EventCodec.Sealed first = last;
        append(new MemberRoleSet(META, "max@example.com", Role.MANAGER));

        topic.pipeInput(first.key(), first.value());

        assertThat(heard).hasSize(2);
        assertThat(view().project()).isNotNull().satisfies(it -> assertThat(it.sequence())
                .isEqualTo(2));
    }

    @Test
    void aGapStopsTheReaderAndNamesTheRecord() {
        append(new ProjectCreated(META));
        sequence++;
        assertStops(() -> append(new MemberRoleSet(META, "max", Role.VIEWER)), "secret-events-0@1", "expected event 2");
    }

    @Test
    void anEventThatWasInsertedStopsTheReader() {
        append(new ProjectCreated(META));
        EventCodec.Sealed forged =
                events.seal(new EventKey(PROJECT, 2), Sha256.ZERO, new MemberRoleSet(META, "eve", Role.OWNER));
        assertStops(() -> topic.pipeInput(forged.key(), forged.value()), "@1", "not linked");
    }

    @Test
    void anEventThatWasAlteredStopsTheReader() {
        append(new ProjectCreated(META));
        EventCodec.Sealed next =
                events.seal(new EventKey(PROJECT, 2), last.hash(), new MemberRoleSet(META, "max", Role.OWNER));
        byte[] altered = next.value().clone();
        altered[altered.length - 1] ^= 1;
        assertStops(() -> topic.pipeInput(next.key(), altered), "@1", "does not authenticate");
    }

    @Test
    void anEventThatWasMovedToAnotherProjectStopsTheReader() {
        append(new ProjectCreated(META));
        EventCodec.Sealed created = last;
        assertStops(
                () -> topic.pipeInput(new EventKey("p2", 1).text(), created.value()), "@1", "does not authenticate");
    }

    @Test
    void anEventThatWasRewrittenStopsTheReaderThatSawTheFirstAndKeepsIt() {
        append(new ProjectCreated(META));
        EventCodec.Sealed created = last;
        append(new MemberRoleSet(META, "max@example.com", Role.MANAGER));
        EventCodec.Sealed rewritten = events.seal(
                new EventKey(PROJECT, 1), Sha256.ZERO, new ProjectCreated(new EventMeta("c2", "eve", META.at())));

        assertStops(() -> topic.pipeInput(rewritten.key(), rewritten.value()), "@2", "another event stood");

        assertThat(log().get(key(created.key()))).isEqualTo(created.value());
    }

    @Test
    void anEventThatWasDeletedStopsTheReader() {
        append(new ProjectCreated(META));
        String deleted = last.key();
        assertStops(() -> topic.pipeInput(deleted, null), "@1", "was deleted");
    }

    @Test
    void whatIsNoRecordOfOursStopsTheReader() {
        assertStops(() -> topic.pipeInput("p1/something/else", new byte[] {1}), "@0", "key of another form");
        assertStops(() -> topic.pipeInput(new EventKey(PROJECT, 1).text(), new byte[] {1}), "@1", "single object");
    }

    @Test
    void everyProjectIsVisitedOnceHoweverItsIdSorts() {
        List<String> projects = List.of("a", "a-b", "a.b", "a0", "aB", "a_b", "a~", "b");
        for (String project : projects) {
            EventCodec.Sealed created = events.seal(new EventKey(project, 1), Sha256.ZERO, new ProjectCreated(META));
            topic.pipeInput(created.key(), created.value());
            EventCodec.Sealed member = events.seal(
                    new EventKey(project, 2), created.hash(), new MemberRoleSet(META, "max@example.com", Role.EDITOR));
            topic.pipeInput(member.key(), member.value());
        }
        topic.pipeInput(new ChunkKey("nothing-but-a-chunk", "v1", 0).text(), new byte[] {1});

        List<String> visited = new ArrayList<>();
        ProjectIds.visit(() -> driver.getKeyValueStore(ReadTopology.PROJECTION), visited::add);

        assertThat(visited).containsExactlyInAnyOrderElementsOf(projects);
    }

    @Test
    void noTextIsReadableInEitherStore() {
        append(new ProjectCreated(META));
        append(new SecretAdded(META, "s1", "a very telling name", "and its description", Samples.VALUE));

        assertThat(everything()).contains(PROJECT).doesNotContain("telling name", "its description", "olga@");
    }

    // ------------------------------------------------------------------

    private void append(Event event) {
        sequence++;
        Sha256 previous = last == null ? Sha256.ZERO : last.hash();
        last = events.seal(new EventKey(PROJECT, sequence), previous, event);
        topic.pipeInput(last.key(), last.value());
    }

    private ProjectView view() {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(ReadTopology.PROJECTION);
        return new ProjectView(
                PROJECT,
                new StreamsEntryReader(() -> store, new EntryCodec(cipher, ReadTopology.PROJECTION)),
                (project, text) -> Integer.toHexString(text.hashCode()));
    }

    private KeyValueStore<Bytes, byte[]> log() {
        return driver.getKeyValueStore(ReadTopology.LOG);
    }

    private String everything() {
        StringBuilder text = new StringBuilder();
        for (String store : List.of(ReadTopology.LOG, ReadTopology.PROJECTION)) {
            KeyValueStore<Bytes, byte[]> entries = driver.getKeyValueStore(store);
            try (KeyValueIterator<Bytes, byte[]> all = entries.all()) {
                while (all.hasNext()) {
                    KeyValue<Bytes, byte[]> entry = all.next();
                    text.append(latin(entry.key.get())).append(latin(entry.value));
                }
            }
        }
        return text.toString();
    }

    private static void assertStops(Runnable pipe, String place, String why) {
        assertThatThrownBy(pipe::run).satisfies(thrown -> assertThat(unreadable(thrown))
                .hasMessageContaining(place)
                .hasMessageContaining(why));
    }

    private static Throwable unreadable(Throwable thrown) {
        Throwable it = thrown;
        while (it != null && !(it instanceof UnreadableLogException)) {
            it = it.getCause();
        }
        return it;
    }

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
