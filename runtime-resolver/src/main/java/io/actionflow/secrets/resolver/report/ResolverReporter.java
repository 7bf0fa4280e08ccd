package io.actionflow.secrets.resolver.report;

import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what a projection serves: regularly, and some milliseconds after a Sync took effect. It has a thread of its own,
 * so that the one that folds never waits for Kafka; while Kafka is away it keeps the latest Sync of each project, and of
 * not too many projects, until a report gets through.
 */
public final class ResolverReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResolverReporter.class);

    /** Syncs that come within this time go into one report. */
    private static final Duration COALESCE = Duration.ofMillis(5);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Projection projection;
    private final ReportContent content;
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final Duration every;
    private final Counter sent;
    private final Counter failed;
    private final Semaphore wake = new Semaphore(1);
    private final AtomicBoolean obstructed = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "secret-resolver-reports");
    private volatile boolean closed;

    private ResolverReporter(
            Projection projection,
            ReporterSettings settings,
            HeldKeys keys,
            Producer<byte[], byte[]> producer,
            InstantSource clock,
            MeterRegistry registry) {
        this.projection = projection;
        this.content = new ReportContent(settings, clock.instant(), keys);
        this.producer = producer;
        this.clock = clock;
        this.every = settings.every();
        this.sent = counter(registry, "sent");
        this.failed = counter(registry, "failed");
        thread.setDaemon(true);
    }

    /**
     * Starts to report.
     *
     * @param projection stays its owner's to close, after the reporter
     * @param kafka Kafka's own settings; those that are not for a producer are passed over
     */
    public static ResolverReporter start(
            Projection projection, ReporterSettings settings, Map<String, ?> kafka, MeterRegistry registry) {
        return start(projection, settings, HeldKeys.UNTOLD, kafka, registry);
    }

    /** The same, and says which keys the resolver has. */
    public static ResolverReporter start(
            Projection projection,
            ReporterSettings settings,
            HeldKeys keys,
            Map<String, ?> kafka,
            MeterRegistry registry) {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                ReporterProperties.producer(kafka), new ByteArraySerializer(), new ByteArraySerializer());
        return start(projection, settings, keys, producer, InstantSource.system(), registry);
    }

    /** As above, over a producer that is the reporter's from now on. */
    public static ResolverReporter start(
            Projection projection,
            ReporterSettings settings,
            Producer<byte[], byte[]> producer,
            InstantSource clock,
            MeterRegistry registry) {
        return start(projection, settings, HeldKeys.UNTOLD, producer, clock, registry);
    }

    private static ResolverReporter start(
            Projection projection,
            ReporterSettings settings,
            HeldKeys keys,
            Producer<byte[], byte[]> producer,
            InstantSource clock,
            MeterRegistry registry) {
        ResolverReporter reporter = new ResolverReporter(projection, settings, keys, producer, clock, registry);
        projection.addListener((event, project, activated) -> reporter.folded(event));
        reporter.thread.start();
        return reporter;
    }

    /** Says that the resolver leaves, and ends; takes some seconds at most. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        wake.release();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_WITHIN);
    }

    /** On the thread that folds. */
    private void folded(RecordedEvent event) {
        boolean isHosted = projection.hosted().contains(projection.partitionOf(event.projectId()));
        if (content.folded(event, isHosted, clock.instant())) {
            wake.release();
        }
    }

    private void run() {
        while (awaitNext()) {
            report(content.next(clock.instant(), projection.hosted(), projection.freshness()));
            if (content.hasMore() && !obstructed.get()) {
                wake.release();
            }
        }
        report(content.last(clock.instant(), projection.hosted(), projection.freshness()));
    }

    /** Waits for the next report to be due; returns false where there is none but the last. */
    private boolean awaitNext() {
        try {
            if (wake.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS) && !closed) {
                LockSupport.parkNanos(COALESCE.toNanos());
                wake.drainPermits();
            }
            return !closed;
        } catch (InterruptedException e) {
            LOG.warn("Interrupted: nothing more is reported", e);
            return false;
        }
    }

    private void report(ResolverReport report) {
        try {
            byte[] key = report.resolverId().getBytes(StandardCharsets.UTF_8);
            producer.send(
                    new ProducerRecord<>(Topic.REPORTS.name(), key, WireRecords.CODEC.encode(report)),
                    (metadata, failure) -> settled(report, failure));
        } catch (RuntimeException e) {
            // The next report comes in a moment; an exception that left here would end all of them.
            settled(report, e);
        }
    }

    /** Warns once an outage, not once a report. */
    private void settled(ResolverReport report, @Nullable Exception failure) {
        if (failure == null) {
            sent.increment();
            if (obstructed.getAndSet(false)) {
                LOG.info("Reports get through again");
            }
            return;
        }
        content.unsent(report);
        failed.increment();
        if (!obstructed.getAndSet(true)) {
            LOG.warn("A report did not get through; others may take this resolver for gone", failure);
        }
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("secrets.resolver.reports")
                .description("Reports of what this resolver serves")
                .tag("outcome", outcome)
                .register(registry);
    }
}
