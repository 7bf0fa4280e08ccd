package io.actionflow.secrets.schemas.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report is checked when it is made and when it is read: nothing half-right goes further. */
final class ResolverReportTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

    @Test
    void aReportWithoutAnAddressComesBackAsItWas() {
        ResolverReport report = report("r1", "group", null, 1000);

        assertThat(WireRecords.CODEC.decode(WireRecords.CODEC.encode(report))).isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "resolver:8443",
                "/runs",
                "ftp://resolver:21",
                "file:///etc/passwd",
                "https://",
                "https:///runs",
                "https://user:password@resolver",
                "https://resolver 1"
            })
    void anAddressIsAUrlOfHttpWithAHostAndNobodysPassword(String url) {
        assertRefused("url", () -> report("r1", "group", url, 1000));
    }

    @Test
    void anAddressHasABoundedLength() {
        assertRefused("url", () -> report("r1", "group", "https://resolver/" + "x".repeat(2048), 1000));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3_600_001, Long.MAX_VALUE, Long.MIN_VALUE})
    void theTimeToTheNextReportIsAtLeastAMillisecondAndAtMostAnHour(long everyMs) {
        assertRefused("everyMs", () -> report("r1", "group", null, everyMs));
    }

    @Test
    void whatMustBeAnIdIsOne() {
        assertRefused("resolverId", () -> report("r 1", "group", null, 1000));
        assertRefused("group", () -> report("r1", "", null, 1000));
        assertRefused("projectId", () -> new ServedSync("p/1", 1, NOW));
    }

    @Test
    void numbersAreInTheirRange() {
        assertRefused("sync", () -> new ServedSync("p1", 0, NOW));
        assertRefused("partition", () -> new HostedPartition(-1, NOW));
    }

    @Test
    void aReportOfAThousandPartitionsAndTheMostSyncsFitsTheTopic() {
        List<HostedPartition> partitions = IntStream.range(0, 1000)
                .mapToObj(partition -> new HostedPartition(partition, NOW))
                .toList();
        List<ServedSync> syncs = IntStream.range(0, 500)
                .mapToObj(i -> new ServedSync("x".repeat(255), Long.MAX_VALUE, NOW))
                .toList();
        ResolverReport report = new ResolverReport(
                "x".repeat(255),
                "x".repeat(255),
                "https://resolver/" + "x".repeat(2000),
                NOW,
                NOW,
                Duration.ofSeconds(1),
                false,
                partitions,
                syncs);

        assertThat(WireRecords.CODEC.encode(report).length).isLessThan(Limits.MAX_REPORT_BYTES * 3 / 4);
    }

    private static ResolverReport report(String resolverId, String group, String url, long everyMs) {
        return new ResolverReport(
                resolverId, group, url, NOW, NOW, Duration.ofMillis(everyMs), false, List.of(), List.of());
    }

    private static void assertRefused(String field, Runnable made) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(made::run)
                .satisfies(thrown -> assertThat(thrown.field()).isEqualTo(field));
    }
}
