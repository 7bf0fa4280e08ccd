package io.actionflow.secrets.commands.processor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running command processor. Several may run at once, in one process or in many: they share the partitions, and each
 * partition has one writer at any time.
 */
public final class CommandProcessorService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandProcessorService.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;
    private final TopicWitness witness;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private CommandProcessorService(KafkaStreams streams, TopicWitness witness) {
        this.streams = streams;
        this.witness = witness;
        this.streamsMetrics = new KafkaStreamsMetrics(streams);
    }

    /**
     * Checks the topics, then starts; {@link #awaitRunning} says when commands are taken.
     *
     * @throws IllegalArgumentException where a setting was chosen on which exactly-once processing stands
     * @throws TopicsUnfitException where a topic is missing or is not as it must be
     * @throws org.apache.kafka.common.KafkaException where no broker answers
     */
    public static CommandProcessorService start(
            ProcessorSettings settings, ProcessorKeys keys, MeterRegistry registry) {
        Map<String, Object> config = ProcessorProperties.of(settings.kafka());
        TopicCheck topics = TopicCheck.of(settings.kafka());
        TopologySettings topology = settings.topology(topics.partitions());
        ProcessorMetrics metrics = new ProcessorMetrics(registry);
        TopicWitness witness = witness(settings, topics.compaction(), metrics);
        Properties properties = new Properties();
        properties.putAll(config);
        CommandProcessorService service = new CommandProcessorService(
                new KafkaStreams(CommandTopology.build(keys, topology, metrics, witness), properties), witness);
        // Lag, commit times and states, under Kafka's own names.
        service.streamsMetrics.bindTo(registry);
        service.start();
        return service;
    }

    private static TopicWitness witness(ProcessorSettings settings, CompactionTimes times, ProcessorMetrics metrics) {
        Duration beatEvery = settings.erasure().beatEvery();
        Duration bound = times.bound(beatEvery);
        metrics.erasureBound(bound);
        LOG.info(
                "Values are given up {} after the Sync that retired them; by the topic's settings the broker is rid of them"
                        + " within {}",
                settings.erasure().retention(),
                bound);
        return new TopicWitness(
                () -> TopicWitness.consumer(settings.kafka()),
                times.soonest(),
                beatEvery,
                InstantSource.system(),
                metrics);
    }

    private void start() {
        witness.start();
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                ready.countDown();
            } else if (now.hasCompletedShutdown()) {
                ready.countDown();
                ended.countDown();
            }
        });
        streams.start();
    }

    /**
     * Waits until commands are taken for the first time: state restored, partitions assigned.
     *
     * @throws IllegalStateException where the processor stopped instead
     */
    public void awaitRunning(Duration timeout) throws TimeoutException, InterruptedException {
        if (!ready.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("Awaited the command processor to run within " + timeout.toMillis()
                    + " ms, but it is " + streams.state());
        } else if (streams.state().hasStartedOrFinishedShuttingDown()) {
            throw new IllegalStateException("The command processor stopped before it ran", failure.get());
        }
    }

    /** Waits until the processor has stopped, for whatever reason; false where it has not in time. */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What it does just now; {@code RUNNING} when all is well. */
    public KafkaStreams.State state() {
        return streams.state();
    }

    /** What stopped it for good, if anything has. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        close(CLOSE_WITHIN);
    }

    /**
     * Finishes the transaction at hand and stops; false where that took longer. It gives its partitions up to the others at
     * once: after a crash they are kept for it as long as its session lasts, and who sent a command would wait so long.
     */
    public boolean close(Duration timeout) {
        streamsMetrics.close();
        boolean isDone = streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        witness.close();
        return isDone;
    }

    private StreamThreadExceptionResponse failed(Throwable cause) {
        if (isPassing(cause)) {
            LOG.warn("A command processing thread failed and is replaced", cause);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("The command processor stops: nothing more is decided until this is put right", cause);
        failure.compareAndSet(null, cause);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Trouble with the way to the brokers passes; trouble with state, keys, topics or code does not. */
    private static boolean isPassing(Throwable cause) {
        for (Throwable it = cause; it != null; it = it.getCause()) {
            if (it instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }
}
