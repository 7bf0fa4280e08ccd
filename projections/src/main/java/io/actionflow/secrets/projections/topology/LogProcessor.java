package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.BeatKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
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
    private final ProjectionListener listener;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<Bytes, byte[]> log;
    private @Nullable EventFolder folder;

    LogProcessor(ReadTopology.Settings settings, ProjectionListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> log = context.getStateStore(ReadTopology.LOG);
        EntryCodec codec = new EntryCodec(settings.cipher(), ReadTopology.PROJECTION);
        BatchedEntryStore entries = new BatchedEntryStore(context.getStateStore(ReadTopology.PROJECTION), codec);
        Leftovers leftovers = new Leftovers(entries, new LogStore(log));
        EventFolder folder = new EventFolder(settings.events(), entries, leftovers, settings.hash(), listener);
        this.log = log;
        this.folder = folder;
        leftovers.deleteAgain();
        foldWhatIsBehind(log, folder);
        context.schedule(SETTLE_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> leftovers.settle());
    }

    @Override
    public void process(Record<Bytes, byte[]> record) {
        String place = place();
        RecordKey key = parse(record.key(), place);
        if (key instanceof EventKey) {
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
        folder().fold(key, value, place);
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
                folder.fold((EventKey) parse(event.key, place), event.value, place);
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
        if (context == null) {
            throw new IllegalStateException("Not initialized");
        }
        return context.recordMetadata()
                .map(it -> it.topic() + "-" + it.partition() + "@" + it.offset())
                .orElse(Topic.EVENTS.name());
    }

    private KeyValueStore<Bytes, byte[]> log() {
        if (log == null) {
            throw new IllegalStateException("Not initialized");
        }
        return log;
    }

    private EventFolder folder() {
        if (folder == null) {
            throw new IllegalStateException("Not initialized");
        }
        return folder;
    }
}
