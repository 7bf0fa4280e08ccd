package io.actionflow.secrets.resolver.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.record.HostedPartition;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.ServedSync;
import io.actionflow.secrets.schemas.record.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportContentTest {

    private static final Instant START = Instant.ofEpochMilli(1_000_000);
    private static final Instant NOW = START.plusSeconds(60);
    private static final Freshness FRESH = new Freshness(NOW.minusMillis(70));
    private static final EventMeta META = new EventMeta("command", "olga", START);

    private final ReportContent content =
            new ReportContent(ReporterSettings.of("r1", "group", "https://r1:8443"), START);

    @Test
    void aReportSaysWhoHostsWhatAndHowFreshItIs() {
        assertThat(content.next(NOW, Set.of(3, 1), FRESH))
                .isEqualTo(new ResolverReport(
                        "r1",
                        "group",
                        "https://r1:8443",
                        START,
                        NOW,
                        Duration.ofSeconds(1),
                        false,
                        List.of(new HostedPartition(1, FRESH.asOf()), new HostedPartition(3, FRESH.asOf())),
                        List.of()));
    }

    @Test
    void aReportIsPossibleBeforeAnythingWasRead() {
        assertThat(content.next(NOW, Set.of(), Freshness.NEVER).partitions()).isEmpty();
    }

    @Test
    void aSyncIsReportedOnce() {
        assertThat(content.folded(synced("p1", 1), true, NOW)).isTrue();

        assertThat(next().syncs()).containsExactly(new ServedSync("p1", 1, NOW));
        assertThat(next().syncs()).isEmpty();
    }

    @Test
    void onlyTheLatestSyncOfAProjectIsReported() {
        content.folded(synced("p1", 1), true, START);
        content.folded(synced("p1", 2), true, NOW);

        assertThat(next().syncs()).containsExactly(new ServedSync("p1", 2, NOW));
    }

    @Test
    void whatIsFoldedWhileAPartitionIsCaughtUpWithIsNotReported() {
        assertThat(content.folded(synced("p1", 1), false, NOW)).isFalse();

        assertThat(next().syncs()).isEmpty();
    }

    @Test
    void noOtherEventIsReported() {
        assertThat(content.folded(event("p1", new ProjectCreated(META)), true, NOW))
                .isFalse();
    }

    @Test
    void whatDidNotGetThroughIsReportedLaterUnlessThereIsALaterSync() {
        content.folded(synced("p1", 1), true, START);
        content.folded(synced("p2", 7), true, START);
        ResolverReport lost = next();
        content.folded(synced("p1", 2), true, NOW);

        content.unsent(lost);

        assertThat(next().syncs())
                .containsExactlyInAnyOrder(new ServedSync("p1", 2, NOW), new ServedSync("p2", 7, START));
    }

    @Test
    void whatHasNoRoomInAReportComesInTheNext() {
        fold(ReportContent.MOST_SYNCS + 1);

        assertThat(next().syncs()).hasSize(ReportContent.MOST_SYNCS);
        assertThat(content.hasMore()).isTrue();
        assertThat(next().syncs()).extracting(ServedSync::projectId).containsExactly("p" + ReportContent.MOST_SYNCS);
        assertThat(content.hasMore()).isFalse();
    }

    @Test
    void beyondTheBoundTheOldestAreLeftOut() {
        fold(ReportContent.MOST_PENDING + 10);

        int kept = 0;
        ResolverReport report = next();
        assertThat(report.syncs()).first().isEqualTo(new ServedSync("p10", 1, NOW));
        while (!report.syncs().isEmpty()) {
            kept += report.syncs().size();
            report = next();
        }
        assertThat(kept).isEqualTo(ReportContent.MOST_PENDING);
    }

    @Test
    void theLastReportSaysThatTheResolverLeaves() {
        assertThat(content.last(NOW, Set.of(1), FRESH).leaving()).isTrue();
        assertThat(next().leaving()).isFalse();
    }

    @Test
    void settingsThatNoReportCouldHoldAreRefusedAtOnce() {
        assertThatThrownBy(() -> ReporterSettings.of("r1", "group", "r1:8443"))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("url");
    }

    private ResolverReport next() {
        return content.next(NOW, Set.of(1), FRESH);
    }

    private void fold(int projects) {
        for (int i = 0; i < projects; i++) {
            content.folded(synced("p" + i, 1), true, NOW);
        }
    }

    private static RecordedEvent synced(String projectId, long sync) {
        return event(projectId, new Synced(META, sync, 1));
    }

    private static RecordedEvent event(String projectId, Event event) {
        return new RecordedEvent(projectId, 5, Sha256.ZERO, Sha256.ZERO, event);
    }
}
