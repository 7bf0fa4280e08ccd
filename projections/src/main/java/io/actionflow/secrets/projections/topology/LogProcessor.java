package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.schemas.crypto.ProjectCipher;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.ProjectErased;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.BeatKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one partition of {@code secret-events} as it is in the log store, and folds its events into the projection.
 *
 * <p>The topic itself is the log store's changelog: Kafka Streams restores it. Nothing restores the projection, and
 * nothing needs to: what the log store holds and the projection does not is folded when a task starts. So a reader
 * writes nothing to Kafka, and a projection that was lost, or lost its last writes in a crash, mends itself.
 */
final class LogProcessor implements Processor<Bytes, byte[], Void, Void> {

    /** How often deletions of given-up values are written to the disk, where there are any. */
    static final Duration SETTLE_EVERY = Duration.ofSeconds(30);

    private final ReadTopology.Settings settings;
    private final ProjectKeys keys;
    private final MissingKeys missing;
    private final ProjectionListener listener;
    /** The projects that wait here. */
    private final Set<String> waiting = new HashSet<>();

    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<Bytes, byte[]> log;
    private @Nullable EventFolder folder;
    private @Nullable KeyLog keyLog;

    LogProcessor(ReadTopology.Settings settings, ProjectKeys keys, MissingKeys missing, ProjectionListener listener) {
        this.settings = settings;
        this.keys = keys;
        this.missing = missing;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> log = context.getStateStore(ReadTopology.LOG);
        KeyLog keyLog = new KeyLog(log, keys);
        ProjectCipher cipher = keys.using(keyLog);
        EntryCodec codec = new EntryCodec(cipher, ReadTopology.PROJECTION);
        BatchedEntryStore entries = new BatchedEntryStore(context.getStateStore(ReadTopology.PROJECTION), codec);
        Leftovers leftovers = new Leftovers(entries, new LogStore(log));
        EventFolder folder = new EventFolder(new EventCodec(cipher), entries, leftovers, settings.hash(), this::folded);
        this.log = log;
        this.keyLog = keyLog;
        this.folder = folder;
        leftovers.deleteAgain();
        foldWhatIsBehind(log, folder);
        context.schedule(SETTLE_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> leftovers.settle());
    }

    @Override
    public void process(Record<Bytes, byte[]> record) {
        String place = place();
        RecordKey key = parse(record.key(), place);
        if (key instanceof GenerationKey generation) {
            key(generation, record.value(), place);
            return;
        } else if (key instanceof EventKey) {
            checkNotRewritten(record, place);
        }
        if (key instanceof BeatKey) {
            return; // it says nothing, and nobody asks for it
        }
        log().put(record.key(), record.value());
        if (key instanceof EventKey event) {
            fold(event, record.value(), place);
        }
    }

    private void key(GenerationKey key, byte @Nullable [] value, String place) {
        required(keyLog).accept(key, value, place);
        if (waiting.remove(key.projectId())) {
            missing.remove(key.projectId());
            foldProject(log(), folder(), key.projectId());
        }
    }

    /** An event may come twice, but only as it was: compaction would leave nothing but the later record. */
    private void checkNotRewritten(Record<Bytes, byte[]> record, String place) {
        byte[] before = log().get(record.key());
        if (before != null && record.value() != null && !Arrays.equals(before, record.value())) {
            throw new UnreadableLogException(place, "another event stood under the same key before", null);
        }
    }

    private void fold(EventKey key, byte @Nullable [] value, String place) {
        if (value == null) {
            throw new UnreadableLogException(place, "the event " + key.text() + " was deleted", null);
        }
        // What waits is folded from the log store, in order, once its key has come.
        if (!waiting.contains(key.projectId()) && !folder().fold(key, value, place)) {
            await(key.projectId(), place);
        }
    }

    private void await(String projectId, String place) {
        waiting.add(projectId);
        missing.add(projectId, place, Instant.ofEpochMilli(required(context).currentSystemTimeMs()));
    }

    private void folded(RecordedEvent event, ProjectEntry project, Collection<String> activated) {
        if (event.event() instanceof ProjectErased) {
            dropValues(log(), event.projectId());
        }
        listener.folded(event, project, activated);
    }

    /** The event says so, and nobody else need: tombstones may be gone when a reader comes back. */
    private static void dropValues(KeyValueStore<Bytes, byte[]> log, String projectId) {
        List<Bytes> chunks = new ArrayList<>();
        Bytes from = StreamsEntryReader.bytes(projectId + "/value/");
        Bytes to = StreamsEntryReader.bytes(projectId + "/value" + (char) ('/' + 1));
        try (KeyValueIterator<Bytes, byte[]> values = log.range(from, to)) {
            values.forEachRemaining(value -> chunks.add(value.key));
        }
        chunks.forEach(log::delete);
    }

    @Override
    public void close() {
        waiting.forEach(missing::remove);
    }

    /** Goes from project to project, not over every record: the first key after a project's is the next project's. */
    private void foldWhatIsBehind(KeyValueStore<Bytes, byte[]> log, EventFolder folder) {
        Bytes from = null;
        RecordKey first = firstFrom(log, from);
        while (first != null) {
            String projectId = first.projectId();
            foldProject(log, folder, projectId);
            first = firstFrom(log, StreamsEntryReader.bytes(projectId + (char) ('/' + 1)));
        }
    }

    private void foldProject(KeyValueStore<Bytes, byte[]> log, EventFolder folder, String projectId) {
        Bytes from = StreamsEntryReader.bytes(new EventKey(projectId, folder.sequence(projectId) + 1).text());
        Bytes to = StreamsEntryReader.bytes(new EventKey(projectId, Long.MAX_VALUE).text());
        try (KeyValueIterator<Bytes, byte[]> events = log.range(from, to)) {
            while (events.hasNext()) {
                KeyValue<Bytes, byte[]> event = events.next();
                String place = Topic.EVENTS.name() + ", key " + StreamsEntryReader.text(event.key);
                if (!folder.fold((EventKey) parse(event.key, place), event.value, place)) {
                    await(projectId, place);
                    return;
                }
            }
        }
    }

    private static @Nullable RecordKey firstFrom(KeyValueStore<Bytes, byte[]> log, @Nullable Bytes from) {
        try (KeyValueIterator<Bytes, byte[]> records = from == null ? log.all() : log.range(from, null)) {
            return records.hasNext() ? parse(records.next().key, "the log store") : null;
        }
    }

    private static RecordKey parse(@Nullable Bytes key, String place) {
        if (key == null) {
            throw new UnreadableLogException(place, "a record without a key", null);
        }
        try {
            return RecordKey.parse(StreamsEntryReader.text(key));
        } catch (IllegalArgumentException e) {
            throw new UnreadableLogException(place, "a record with a key of another form", e);
        }
    }

    private String place() {
        return required(context)
                .recordMetadata()
                .map(it -> it.topic() + "-" + it.partition() + "@" + it.offset())
                .orElse(Topic.EVENTS.name());
    }

    private KeyValueStore<Bytes, byte[]> log() {
        return required(log);
    }

    private EventFolder folder() {
        return required(folder);
    }

    private static <T> T required(@Nullable T made) {
        if (made == null) {
            throw new IllegalStateException("Not initialized");
        }
        return made;
    }
}
