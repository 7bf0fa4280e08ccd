package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.commands.processor.Incoming.Chunk;
import io.actionflow.secrets.commands.processor.Incoming.Request;
import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.topology.StreamsEntryStore;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of the projects of one partition: takes what arrives, one record after another.
 *
 * <p>Nothing that a publisher writes stops it. A state entry that can't be read, or a history that does not fit, does: then
 * nothing that it might decide could be trusted.
 */
final class CommandProcessor implements Processor<byte[], byte[], Addressed, byte @Nullable []> {

    private static final Logger LOG = LoggerFactory.getLogger(CommandProcessor.class);

    private final ProcessorKeys keys;
    private final TopologySettings settings;
    private final ProcessorMetrics metrics;
    private @Nullable Task task;

    CommandProcessor(ProcessorKeys keys, TopologySettings settings, ProcessorMetrics metrics) {
        this.keys = keys;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Addressed, byte @Nullable []> context) {
        Task created = new Task(context);
        task = created;
        context.schedule(settings.sweepEvery(), PunctuationType.WALL_CLOCK_TIME, created::sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (task == null) {
            throw new IllegalStateException("A processor takes records once it is initialized");
        }
        task.process(record.key(), record.value(), Instant.ofEpochMilli(record.timestamp()));
    }

    /** What exists once there is a partition to work on. */
    private final class Task {

        private final ProcessorContext<Addressed, byte @Nullable []> context;
        private final Inbox inbox = new Inbox(settings.partitions());
        private final Uploads uploads;
        private final CommandHandler handler;
        private final UnansweredMatches unanswered;
        private final Instant begun;

        Task(ProcessorContext<Addressed, byte @Nullable []> context) {
            this.context = context;
            this.begun = now();
            EntryStore entries = new StreamsEntryStore(
                    context.getStateStore(CommandTopology.STATE),
                    new EntryCodec(keys.metadata(), CommandTopology.STATE));
            Outbox outbox = new Outbox(context, new OutcomeCodec(keys.metadata()));
            this.uploads = new Uploads(entries, outbox);
            KnownCommands known = new KnownCommands(context.getStateStore(CommandTopology.RESULTS), keys.metadata());
            this.handler =
                    new CommandHandler(keys, settings.matches().perHour(), entries, known, uploads, outbox, metrics);
            this.unanswered = new UnansweredMatches(entries, handler);
        }

        void process(byte @Nullable [] key, byte @Nullable [] value, Instant at) {
            Incoming incoming = inbox.read(key, value);
            if (value == null || incoming instanceof Incoming.Unreadable) {
                unreadable(incoming instanceof Incoming.Unreadable it ? it.fault() : Fault.NO_VALUE);
            } else if (incoming instanceof Chunk chunk) {
                chunk(chunk, value, at);
            } else if (incoming instanceof Request request) {
                request(request, value.length, at);
            }
        }

        private void request(Request request, int recordBytes, Instant at) {
            int partition = context.taskId().partition();
            Optional<Refusal> refusal = Refusal.ofRecord(request, recordBytes, partition, settings.partitions());
            String projectId = request.projectId();
            if (refusal.isEmpty() && projectId != null) {
                refusal = handler.handle(projectId, request, at);
            }
            refusal.ifPresent(it -> {
                unreadable(it.fault());
                handler.refuse(request, it, at);
            });
        }

        private void chunk(Chunk chunk, byte[] record, Instant at) {
            String projectId = chunk.projectId();
            boolean isHere = RecordKey.partition(projectId, settings.partitions())
                    == context.taskId().partition();
            Optional<Fault> fault = isHere
                    ? uploads.accept(handler.state(projectId), chunk.chunk(), record, at, now())
                    : Optional.of(Fault.MISPLACED);
            if (fault.isPresent()) {
                LOG.debug("Dropped the chunk at {}: {}", position(), fault.get().sentence());
                metrics.chunkDropped(fault.get());
            } else {
                metrics.chunk();
            }
        }

        private void unreadable(Fault fault) {
            LOG.warn("The record at {} was not carried out: {}", position(), fault.sentence());
            metrics.unreadable(fault);
        }

        private void sweep(long wallClock) {
            Instant now = Instant.ofEpochMilli(wallClock);
            Instant since = now.minus(settings.abandonedAfter());
            // After a pause, the command that claims an old upload may be the next record that waits.
            if (begun.isBefore(since)) {
                metrics.abandoned(uploads.discardAbandoned(since, now));
            }
            Instant unansweredSince = now.minus(settings.matches().answeredWithin());
            // Likewise: the answer may be the next record that waits.
            if (begun.isBefore(unansweredSince)) {
                unanswered.giveUp(unansweredSince, now);
            }
        }

        private Instant now() {
            return Instant.ofEpochMilli(context.currentSystemTimeMs());
        }

        private String position() {
            return context.recordMetadata()
                    .map(it -> it.topic() + "-" + it.partition() + "@" + it.offset())
                    .orElse("an unknown position");
        }
    }
}
