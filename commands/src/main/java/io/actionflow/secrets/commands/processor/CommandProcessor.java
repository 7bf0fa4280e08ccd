package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.commands.decide.Rules;
import io.actionflow.secrets.commands.processor.Incoming.Chunk;
import io.actionflow.secrets.commands.processor.Incoming.Request;
import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.topology.StreamsEntryStore;
import io.actionflow.secrets.schemas.command.CommandCodec;
import io.actionflow.secrets.schemas.crypto.ProjectCipher;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
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

    /** Between two steps of a round of checkpoints, commands are carried out. */
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);

    private final ProcessorKeys keys;
    private final TopologySettings settings;
    private final ProcessorMetrics metrics;
    private final Witness witness;
    private @Nullable Task task;

    CommandProcessor(ProcessorKeys keys, TopologySettings settings, ProcessorMetrics metrics, Witness witness) {
        this.keys = keys;
        this.settings = settings;
        this.metrics = metrics;
        this.witness = witness;
    }

    @Override
    public void init(ProcessorContext<Addressed, byte @Nullable []> context) {
        Task created = new Task(context);
        task = created;
        context.schedule(settings.sweepEvery(), PunctuationType.WALL_CLOCK_TIME, created::sweep);
        context.schedule(settings.checkpointEvery(), PunctuationType.WALL_CLOCK_TIME, created::checkpoint);
        context.schedule(settings.eraseEvery(), PunctuationType.WALL_CLOCK_TIME, created::erase);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (task == null) {
            throw new IllegalStateException("A processor takes records once it is initialized");
        }
        task.process(record.key(), record.value(), Instant.ofEpochMilli(record.timestamp()));
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
        }
    }

    /** What exists once there is a partition to work on. */
    private final class Task {

        private final ProcessorContext<Addressed, byte @Nullable []> context;
        private final Inbox inbox = new Inbox(settings.partitions());
        private final Function<String, ProjectState> states;
        private final Uploads uploads;
        private final Checkpoints checkpoints;
        private final Deletions deletions;
        private final Imports imports;
        private final CommandHandler handler;
        private final UnansweredMatches unanswered;
        private final Erasure erasure;
        private final Instant begun;
        private Optional<Cancellable> round = Optional.empty();

        Task(ProcessorContext<Addressed, byte @Nullable []> context) {
            this.context = context;
            this.begun = now();
            Outbox outbox = new Outbox(context, new OutcomeCodec(keys.metadata()));
            ProjectKeys projectKeys = new ProjectKeys(keys.metadata());
            // What is under no key of a project, the keys among it, can be read without any.
            Keyring keyring = new Keyring(projectKeys, entries(ProjectCipher.shared(keys.metadata())), outbox);
            ProjectCipher cipher = projectKeys.using(keyring);
            EntryStore entries = entries(cipher);
            this.states = projectId -> new ProjectState(projectId, entries, keys.lookup());
            this.checkpoints = new Checkpoints(entries, outbox, keys.checkpoints());
            metrics.unsigned(checkpoints);
            Recorder recorder = new Recorder(cipher, keyring, checkpoints, outbox);
            this.uploads = new Uploads(entries, outbox);
            this.deletions = new Deletions(entries, states, keyring, recorder, outbox);
            this.imports =
                    new Imports(entries, keys.lookup(), new EventCodec(cipher), keyring, uploads, checkpoints, outbox);
            KnownCommands known = new KnownCommands(context.getStateStore(CommandTopology.RESULTS), keys.metadata());
            this.unanswered = new UnansweredMatches(entries, states, recorder);
            this.handler = new CommandHandler(
                    new Rules(keys.signatures(), settings.matches().perHour()),
                    new CommandCodec(keys.metadata()),
                    states,
                    known,
                    uploads,
                    recorder,
                    deletions,
                    outbox,
                    metrics);
            this.erasure = new Erasure(
                    entries,
                    states,
                    recorder,
                    outbox,
                    settings.erasure(),
                    witness,
                    context.taskId().partition(),
                    metrics);
        }

        private EntryStore entries(ProjectCipher cipher) {
            return new StreamsEntryStore(
                    context.getStateStore(CommandTopology.STATE), new EntryCodec(cipher, CommandTopology.STATE));
        }

        void process(byte @Nullable [] key, byte @Nullable [] value, Instant at) {
            Incoming incoming = inbox.read(key, value);
            if (value == null || incoming instanceof Incoming.Unreadable) {
                unreadable(incoming instanceof Incoming.Unreadable it ? it.fault() : Fault.NO_VALUE);
            } else if (incoming instanceof Chunk chunk) {
                chunk(chunk, value, at);
            } else if (incoming instanceof Request request) {
                request(request, value.length, at);
            } else if (incoming instanceof Incoming.Imported it) {
                answer(
                        it.projectId(),
                        it.imported().commandId(),
                        it.imported().replyPartition(),
                        at,
                        () -> imports.take(it.projectId(), it.imported(), at, now()));
            } else if (incoming instanceof Incoming.Finished it) {
                answer(
                        it.projectId(),
                        it.finished().commandId(),
                        it.finished().replyPartition(),
                        at,
                        () -> imports.finish(it.projectId(), it.finished(), at));
            }
        }

        /** What is unsigned when the task ends is in the state, for whoever has the partition next. */
        void close() {
            round.ifPresent(Cancellable::cancel);
            metrics.unsignedNoMore(checkpoints);
            erasure.close();
        }

        private void answer(
                String projectId, String commandId, int replyPartition, Instant at, Supplier<Outcome> outcome) {
            if (isHere(projectId)) {
                handler.answer(commandId, replyPartition, outcome.get(), at);
            } else {
                unreadable(Fault.MISPLACED);
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
            Optional<Fault> fault = isHere(projectId)
                    ? uploads.accept(states.apply(projectId), chunk.chunk(), record, at, now())
                    : Optional.of(Fault.MISPLACED);
            if (fault.isPresent()) {
                LOG.debug("Dropped the chunk at {}: {}", position(), fault.get().sentence());
                metrics.chunkDropped(fault.get());
            } else {
                metrics.chunk();
            }
        }

        private boolean isHere(String projectId) {
            return RecordKey.partition(projectId, settings.partitions())
                    == context.taskId().partition();
        }

        private void unreadable(Fault fault) {
            LOG.warn("The record at {} was not carried out: {}", position(), fault.sentence());
            metrics.unreadable(fault);
        }

        private void sweep(long wallClock) {
            Instant now = Instant.ofEpochMilli(wallClock);
            Instant since = now.minus(settings.abandonedAfter());
            deletions.goOn(now);
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

        private void erase(long wallClock) {
            erasure.proceed(Instant.ofEpochMilli(wallClock));
        }

        private void checkpoint(long wallClock) {
            Instant now = Instant.ofEpochMilli(wallClock);
            Checkpoints.Step step = checkpoints.step(now);
            metrics.checkpoints(step.signed());
            if (step.isUnfinished() && round.isEmpty()) {
                round = Optional.of(context.schedule(BETWEEN_STEPS, PunctuationType.WALL_CLOCK_TIME, this::checkpoint));
            } else if (!step.isUnfinished()) {
                round.ifPresent(Cancellable::cancel);
                round = Optional.empty();
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
