package io.actionflow.secrets.projections.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.live.Liveness.State;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.record.HostedPartition;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.WireRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Reports as they stand on a topic, good and bad. */
class ReportReaderTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_000_000_000);
    private static final SyncRef SYNC = new SyncRef("p1", 0, 1, NOW.minusSeconds(60));

    private final Directory directory = new Directory();
    private final AtomicLong skipped = new AtomicLong();

    @Test
    void itBeginsAMinuteBackAndAtTheEndWhereNothingIsSoYoung() {
        ReportsConsumer consumer = new ReportsConsumer(100, 40);

        new ReportReader(consumer, directory, InstantSource.fixed(NOW), skipped);

        assertThat(consumer.askedFor).isEqualTo(NOW.minusSeconds(60));
        assertThat(consumer.position(ReportsConsumer.WITH_YOUNG)).isEqualTo(40);
        assertThat(consumer.position(ReportsConsumer.WITHOUT_YOUNG)).isEqualTo(100);
    }

    @Test
    void itIsCaughtUpOnceWhatWasThereAtTheStartIsRead() {
        ReportsConsumer consumer = new ReportsConsumer(1, 0);
        ReportReader reader = new ReportReader(consumer, directory, InstantSource.fixed(NOW), skipped);
        assertThat(reader.isCaughtUp()).isFalse();
        assertThat(directory.liveness(SYNC, NOW).asOf()).isEqualTo(Instant.MIN);

        consumer.addRecord(record(0, NOW, "r1", encoded("r1", 0)));
        reader.read();

        assertThat(reader.isCaughtUp()).isTrue();
        assertThat(directory.liveness(SYNC, NOW).isEverywhere()).isTrue();
        assertThat(directory.liveness(SYNC, NOW).asOf()).isEqualTo(NOW);
    }

    @Test
    void whoDiedBeforeWeBeganIsGoneAndWhoReportsNowIsThereWhateverTheBrokersClock() {
        ReportsConsumer consumer = new ReportsConsumer(1, 0);
        ReportReader reader = new ReportReader(consumer, directory, InstantSource.fixed(NOW), skipped);

        consumer.addRecord(record(0, NOW.minusSeconds(30), "dead", encoded("dead", 0)));
        consumer.addRecord(record(1, NOW.minusSeconds(30), "alive", encoded("alive", 0)));
        reader.read();

        assertThat(directory.liveness(SYNC, NOW).in(State.GONE))
                .extracting(Liveness.Instance::resolverId)
                .containsExactly("dead");
        assertThat(directory.hosts(0, NOW)).extracting(Peer::resolverId).containsExactly("alive");
    }

    @Test
    void whatIsNoReportIsCountedAndPassedOver() {
        ReportsConsumer consumer = new ReportsConsumer(0, 0);
        ReportReader reader = new ReportReader(consumer, directory, InstantSource.fixed(NOW), skipped);
        byte[] good = encoded("r1", 0);
        byte[] cut = Arrays.copyOf(good, good.length - 1);
        List<ConsumerRecord<byte[], byte[]>> rubbish = List.of(
                record(0, NOW, "r1", null),
                record(1, NOW, "r1", new byte[0]),
                record(2, NOW, "r1", new byte[] {1, 2, 3}),
                record(3, NOW, "r1", cut),
                record(4, NOW, "r1", WireRecords.CODEC.encode(Samples.of(ValueChunk.class))),
                record(5, NOW, "r2", good),
                record(6, NOW, null, good),
                record(7, NOW, "r1", encoded("r1", 2)));

        rubbish.forEach(consumer::addRecord);
        consumer.addRecord(record(8, NOW, "r1", good));
        reader.read();

        assertThat(skipped).hasValue(rubbish.size());
        assertThat(directory.liveness(SYNC, NOW).isEverywhere()).isTrue();
    }

    @Test
    void aSilentBrokerIsNoContact() {
        ReportsConsumer consumer = new ReportsConsumer(0, 0);
        ReportReader reader = new ReportReader(consumer, directory, InstantSource.fixed(NOW), skipped);

        consumer.silent = true;
        reader.read();

        assertThat(directory.liveness(SYNC, NOW).asOf()).isEqualTo(Instant.MIN);
    }

    @Test
    void aReaderThatFailedIsReplacedAndWhatItBroughtStays() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        ReportsConsumer failing = new ReportsConsumer(0, 0);
        failing.afterPoll(() -> failing.setPollException(new KafkaException("The test lets it fail")));
        try (ResolverDirectory reports = ResolverDirectory.start(
                () -> {
                    switch (attempts.incrementAndGet()) {
                        case 1:
                            throw new KafkaException("The test lets nobody connect");
                        case 2:
                            return failing;
                        default:
                            return new ReportsConsumer(0, 0);
                    }
                },
                InstantSource.system())) {
            reports.awaitReady(Duration.ofSeconds(30));
            Liveness seen = reports.awaitServed(SYNC, it -> attempts.get() == 3, Duration.ofSeconds(30));

            assertThat(attempts).hasValue(3);
            assertThat(seen.resolvers()).isEmpty();
        }
    }

    private static byte[] encoded(String resolverId, int partition) {
        return WireRecords.CODEC.encode(new ResolverReport(
                resolverId,
                "group-of-" + resolverId,
                "https://" + resolverId,
                NOW,
                NOW,
                Duration.ofSeconds(1),
                false,
                List.of(new HostedPartition(partition, NOW)),
                List.of()));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Instant written, String key, byte[] value) {
        return new ConsumerRecord<>(
                ReportsConsumer.WITH_YOUNG.topic(),
                ReportsConsumer.WITH_YOUNG.partition(),
                offset,
                written.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
