package io.actionflow.secrets.projections.topology;

import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.projections.state.EntryReader;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import io.actionflow.secrets.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read side on Kafka Streams, for many threads. */
public final class KafkaProjection implements Projection {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaProjection.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;
    private final ReadTopology.Settings settings;
    private final ProjectKeys keys;
    private final MissingKeys missing = new MissingKeys();
    private final int partitions;
    private final List<ProjectionListener> listeners = new CopyOnWriteArrayList<>();
    private final Progress progress = new Progress();
    private final CatchUp catchUp = new CatchUp();
    private final Leaders leaders;
    private final ScheduledExecutorService looking = DaemonThreads.single("secret-projection-freshness");
    private final ScheduledExecutorService asking = DaemonThreads.single("secret-projection-leaders");
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Hosting hosting = new Hosting();
    private volatile Freshness freshness = Freshness.NEVER;
    private volatile Set<Integer> hosted = Set.of();
    private volatile boolean caughtUp;
    private volatile boolean closed;

    private KafkaProjection(
            Map<String, Object> config, ReadTopology.Settings settings, int partitions, Leaders leaders) {
        this.settings = settings;
        this.keys = new ProjectKeys(settings.cipher());
        this.leaders = leaders;
        this.partitions = partitions;
        Properties properties = new Properties();
        properties.putAll(config);
        this.streams = new KafkaStreams(ReadTopology.build(settings, keys, missing, this::folded), properties);
        this.streamsMetrics = new KafkaStreamsMetrics(streams);
        streams.setUncaughtExceptionHandler(this::failed);
    }

    /**
     * Starts to read; {@link #awaitCaughtUp} says when there is something to see.
     *
     * @param kafka Kafka's own settings, {@code bootstrap.servers} and {@code state.dir} among them
     * @throws ProjectionUnavailableException where no broker answers or the event log does not exist
     */
    public static KafkaProjection start(Map<String, ?> kafka, ReadTopology.Settings settings) {
        Map<String, Object> config = ReadConfig.complete(kafka);
        KafkaProjection projection =
                new KafkaProjection(config, settings, partitionsOf(kafka), new Leaders(Map.copyOf(kafka)));
        projection.streams.start();
        projection.asking.scheduleWithFixedDelay(projection::ask, 0, ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        projection.looking.scheduleWithFixedDelay(projection::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return projection;
    }

    /** Waits until all that was on the topic at the start is folded. */
    public void awaitCaughtUp(Duration timeout) throws TimeoutException, InterruptedException {
        if (!progress.await(() -> caughtUp || failure.get() != null, timeout)) {
            throw new TimeoutException("Expected to have read " + Topic.EVENTS.name() + " to its end within "
                    + timeout.toSeconds() + " s, but the reader is " + streams.state());
        }
        requireHealthy();
    }

    @Override
    public ProjectView project(String projectId) {
        requireServing();
        EntryCodec codec = new EntryCodec(keys.using(this::keyRecord), ReadTopology.PROJECTION);
        EntryReader entries =
                new GuardedEntryReader(new StreamsEntryReader(() -> store(ReadTopology.PROJECTION, projectId), codec));
        return new ProjectView(projectId, entries, settings.hash());
    }

    private byte @Nullable [] keyRecord(GenerationKey key) {
        return store(ReadTopology.LOG, key.projectId()).get(StreamsEntryReader.bytes(key.text()));
    }

    @Override
    public byte @Nullable [] chunkRecord(ChunkKey key) {
        requireServing();
        return GuardedEntryReader.guarded(
                () -> store(ReadTopology.LOG, key.projectId()).get(StreamsEntryReader.bytes(key.text())));
    }

    /** How many partitions the event log has. */
    public int partitionCount() {
        return partitions;
    }

    @Override
    public int partitionOf(String projectId) {
        return RecordKey.partition(projectId, partitions);
    }

    @Override
    public Set<Integer> hosted() {
        return closed || failure.get() != null ? Set.of() : hosted;
    }

    /**
     * Visits the ids of all projects on the hosted partitions, each once. What comes meanwhile may be visited or not.
     *
     * @throws ProjectionUnavailableException where a partition moves away or the instance stops meanwhile
     */
    public void projects(Consumer<String> visitor) {
        requireServing();
        hosted().forEach(partition -> ProjectIds.visit(() -> store(ReadTopology.PROJECTION, partition), visitor));
    }

    @Override
    public Freshness freshness() {
        return freshness;
    }

    @Override
    public ProjectEntry await(String projectId, Predicate<ProjectEntry> farEnough, Duration timeout)
            throws TimeoutException, InterruptedException {
        AtomicReference<@Nullable ProjectEntry> reached = new AtomicReference<>();
        boolean done = progress.await(
                () -> {
                    requireHealthy();
                    reached.set(projectIfReadable(projectId));
                    ProjectEntry project = reached.get();
                    return project != null && farEnough.test(project);
                },
                timeout);
        ProjectEntry project = reached.get();
        if (done && project != null) {
            return project;
        }
        throw new TimeoutException("Project " + projectId + " did not get far enough within " + timeout.toMillis()
                + " ms: it "
                + (project == null
                        ? "can't be seen here"
                        : "stands at event " + project.sequence() + ", Sync " + project.sync()));
    }

    @Override
    public void addListener(ProjectionListener listener) {
        listeners.add(listener);
    }

    /** What stopped the reader for good, or null while it runs. */
    public @Nullable Throwable failure() {
        return failure.get();
    }

    /**
     * Closes it. Its group keeps its partitions for it, for as long as it keeps those of an instance that died: whoever
     * comes back to the state directory by then goes on where it was.
     */
    @Override
    public void close() {
        close(CloseOptions.timeout(CLOSE_WITHIN));
    }

    /** Closes it, and gives its partitions up to the others of its group at once. */
    public void leave() {
        close(CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    private void close(CloseOptions how) {
        closed = true;
        looking.shutdownNow();
        asking.shutdownNow();
        leaders.close();
        streamsMetrics.close();
        streams.close(how);
    }

    /** Counts lag, commit times and states there until it is closed, under Kafka's own names. */
    public void measure(MeterRegistry registry) {
        streamsMetrics.bindTo(registry);
    }

    /** What the store of the log takes on this instance, events and sealed values together, as RocksDB estimates it. */
    public StoreSize logSize() {
        return StoreSize.of(ReadTopology.LOG, streams.metrics());
    }

    // ------------------------------------------------------------------ what the threads below call

    private void folded(RecordedEvent event, ProjectEntry project, Collection<String> activated) {
        for (ProjectionListener listener : listeners) {
            listener.folded(event, project, activated);
        }
        progress.made();
    }

    private void look() {
        try {
            Instant now = InstantSource.system().instant();
            Set<TopicPartition> assigned = assigned();
            Instant asOf = streams.state() == State.RUNNING ? catchUp.look(now, assigned, streams.metrics()) : null;
            Instant answered = leaders.answered();
            if (asOf != null && answered.isAfter(Instant.MIN)) {
                freshness = new Freshness(asOf.isBefore(answered) ? asOf : answered);
            }
            missing.missingAsOf(freshness.asOf()).ifPresent(this::stop);
            hosted = hosting.look(now, assigned, freshness);
            if (freshness.everCaughtUp() && hosted.size() == assigned.size()) {
                caughtUp = true;
            }
        } catch (RuntimeException e) {
            // The next look comes in a moment; an exception that left here would end all of them.
            LOG.warn("Could not tell how fresh the state is", e);
        }
        progress.made();
    }

    private void ask() {
        try {
            leaders.ask(assigned());
        } catch (RuntimeException e) {
            // As above: the next question comes in a moment.
            LOG.debug("Could not ask the leaders", e);
        }
    }

    private Set<TopicPartition> assigned() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toSet());
    }

    private StreamThreadExceptionResponse failed(Throwable cause) {
        if (find(cause, RetriableException.class) != null) {
            LOG.warn("A reading thread failed and is replaced", cause);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        Throwable unreadable = find(cause, UnreadableLogException.class);
        fail(unreadable == null ? cause : unreadable);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void fail(Throwable cause) {
        LOG.error("Stopped reading: nothing more is read until this is put right", cause);
        failure.set(cause);
        progress.made();
    }

    /** Stops from outside of the threads that fold, and without waiting for them. */
    private void stop(UnreadableLogException cause) {
        if (failure.get() == null) {
            fail(cause);
            streams.close(Duration.ZERO);
        }
    }

    private static @Nullable Throwable find(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable it = thrown; it != null; it = it.getCause()) {
            if (type.isInstance(it)) {
                return it;
            }
        }
        return null;
    }

    // ------------------------------------------------------------------ stores

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, String projectId) {
        return store(name, partitionOf(projectId));
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
        StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, byte[]>> query = StoreQueryParameters.fromNameAndType(
                        name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                .withPartition(partition);
        try {
            return streams.store(query);
        } catch (IllegalStateException e) {
            throw new ProjectionUnavailableException("This instance has stopped: ask another", e);
        }
    }

    private @Nullable ProjectEntry projectIfReadable(String projectId) {
        try {
            return project(projectId).projectEver();
        } catch (ProjectionUnavailableException e) {
            return null;
        }
    }

    private void requireServing() {
        requireHealthy();
        if (!freshness.everCaughtUp()) {
            throw new ProjectionUnavailableException(
                    "The event log has not been read to its end yet since this instance started: ask again in a moment");
        }
    }

    private void requireHealthy() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new ProjectionUnavailableException("Reading stopped: " + cause.getMessage(), cause);
        } else if (closed) {
            throw new ProjectionUnavailableException("This instance was closed: ask another");
        }
    }

    private static int partitionsOf(Map<String, ?> kafka) {
        try (Admin admin = Admin.create(Map.copyOf(kafka))) {
            return admin.describeTopics(List.of(Topic.EVENTS.name()))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            throw new ProjectionUnavailableException(
                    "Could not find the topic " + Topic.EVENTS.name() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
