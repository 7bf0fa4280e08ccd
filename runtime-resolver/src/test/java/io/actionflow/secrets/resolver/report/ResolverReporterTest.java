package io.actionflow.secrets.resolver.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.resolver.fixture.TestProject;
import io.actionflow.secrets.resolver.fixture.World;
import io.actionflow.secrets.schemas.record.HostedPartition;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.ServedSync;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reporter over a projection and a producer that a test has in its hand. */
class ResolverReporterTest {

    /** So long that no report is due by time while a test runs. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final World world = new World();
    private final ScriptedProducer producer = new ScriptedProducer();
    private final TestProject acme = world.project("acme");
    private ResolverReporter reporter;

    @AfterEach
    void close() {
        producer.mayGoOn.countDown();
        reporter.close();
    }

    @Test
    void aResolverReportsItselfAtOnceUnderItsId() throws Exception {
        start(NEVER);

        ProducerRecord<byte[], byte[]> record = producer.next();
        assertThat(record.topic()).isEqualTo(Topic.REPORTS.name());
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("r1");
        assertThat(report(record).partitions())
                .extracting(HostedPartition::partition)
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void aSyncIsReportedWithoutWaitingForTheTimeToCome() throws Exception {
        start(NEVER);
        long sync = acme.sync();

        assertThat(awaited(report -> !report.syncs().isEmpty()).syncs())
                .containsExactly(new ServedSync("acme", sync, World.NOW));
    }

    @Test
    void withoutAnythingToTellAReportComesWhenItIsTime() throws Exception {
        start(Duration.ofMillis(20));

        for (int i = 0; i < 5; i++) {
            assertThat(report(producer.next()).syncs()).isEmpty();
        }
    }

    @Test
    void aSyncOnAPartitionThatIsNotHostedIsNotReported() throws Exception {
        world.projection.setHosted(Set.of());
        start(NEVER);
        acme.sync();
        world.projection.setHosted(Set.of(world.projection.partitionOf("acme")));
        long second = acme.sync();

        assertThat(awaited(report -> !report.syncs().isEmpty()).syncs())
                .containsExactly(new ServedSync("acme", second, World.NOW));
    }

    @Test
    void whatFailsIsReportedAgainAndCounted() throws Exception {
        producer.failing = true;
        start(Duration.ofMillis(20));
        ServedSync served = new ServedSync("acme", acme.sync(), World.NOW);
        awaited(report -> report.syncs().contains(served));
        awaited(report -> report.syncs().contains(served));
        producer.failing = false;

        // Once it got through there is nothing more to tell.
        awaited(report -> report.syncs().isEmpty());
        assertThat(count("failed")).isPositive();
        assertThat(count("sent")).isPositive();
    }

    @Test
    void aProducerThatBlocksHoldsUpNoFold() throws Exception {
        producer.blocking = true;
        start(NEVER);
        for (int i = 0; i < 10_000; i++) {
            acme.sync(); // would never return if it waited for the producer
        }
        producer.mayGoOn.countDown();

        ServedSync last = new ServedSync("acme", 10_000, World.NOW);
        assertThat(awaited(report -> report.syncs().contains(last)).syncs()).hasSize(1);
    }

    @Test
    void whoIsClosedSaysThatItLeaves() throws Exception {
        start(NEVER);

        reporter.close();

        assertThat(awaited(ResolverReport::leaving)).isNotNull();
        assertThat(producer.closed()).isTrue();
    }

    private void start(Duration every) {
        ReporterSettings settings = new ReporterSettings("r1", "group", null, every);
        reporter = ResolverReporter.start(
                world.projection, settings, producer, InstantSource.fixed(World.NOW), world.meters);
    }

    private ResolverReport awaited(Predicate<ResolverReport> isMeant) throws InterruptedException {
        ResolverReport report = report(producer.next());
        while (!isMeant.test(report)) {
            report = report(producer.next());
        }
        return report;
    }

    private double count(String outcome) {
        return world.meters
                .get("secrets.resolver.reports")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static ResolverReport report(ProducerRecord<byte[], byte[]> record) {
        return WireRecords.CODEC.decode(record.value(), ResolverReport.class);
    }

    /** Hands over what is sent; fails or blocks where it is told to. */
    private static final class ScriptedProducer extends MockProducer<byte[], byte[]> {

        private final BlockingQueue<ProducerRecord<byte[], byte[]>> sent = new LinkedBlockingQueue<>();
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private volatile boolean failing;
        private volatile boolean blocking;

        ScriptedProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (blocking) {
                awaitGoOn();
            }
            sent.add(record);
            if (failing) {
                throw new TimeoutException("The test lets nothing through");
            }
            return super.send(record, callback);
        }

        ProducerRecord<byte[], byte[]> next() throws InterruptedException {
            ProducerRecord<byte[], byte[]> record = sent.poll(30, TimeUnit.SECONDS);
            assertThat(record).as("a report").isNotNull();
            return record;
        }

        private void awaitGoOn() {
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
