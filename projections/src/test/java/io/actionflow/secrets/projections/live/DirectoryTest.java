package io.actionflow.secrets.projections.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.live.Liveness.Instance;
import io.actionflow.secrets.projections.live.Liveness.State;
import io.actionflow.secrets.schemas.record.HostedPartition;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.ServedSync;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows from reports, with the time in the test's hand. */
class DirectoryTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_000_000_000);
    private static final SyncRef SYNC = new SyncRef("p1", 0, 3, NOW);

    private final Directory directory = new Directory();

    @BeforeEach
    void inContact() {
        directory.inContact(NOW);
    }

    @Test
    void withoutReportsNobodyIsExpectedAndThatIsNotEverywhere() {
        assertThat(liveness().expected()).isZero();
        assertThat(liveness().isEverywhere()).isFalse();
        assertThat(liveness().asOf()).isEqualTo(NOW);
    }

    @Test
    void beforeAnyContactItIsSaidThatNothingIsKnown() {
        assertThat(new Directory().liveness(SYNC, NOW).asOf()).isEqualTo(Instant.MIN);
    }

    @Test
    void whoReportedTheSyncOrALaterOneServesIt() {
        apply(report("r1").syncs(new ServedSync("p1", 3, NOW)));
        apply(report("r2").syncs(new ServedSync("p1", 4, NOW)));

        assertThat(liveness().isEverywhere()).isTrue();
        assertThat(liveness().active()).isEqualTo(2);
        assertThat(liveness().resolvers())
                .containsExactly(
                        new Instance("r1", "https://r1", State.SERVING, 3L, NOW, NOW),
                        new Instance("r2", "https://r2", State.SERVING, 4L, NOW, NOW));
    }

    @Test
    void whoReportedNothingOrAnEarlierSyncLags() {
        apply(report("r1").syncs(new ServedSync("p1", 3, NOW)));
        apply(report("r2").syncs(new ServedSync("p1", 2, NOW)));
        apply(report("r3").syncs(new ServedSync("p2", 9, NOW)));

        assertThat(liveness().isEverywhere()).isFalse();
        assertThat(liveness().active()).isEqualTo(1);
        assertThat(liveness().in(State.LAGGING))
                .containsExactly(
                        new Instance("r2", "https://r2", State.LAGGING, 2L, NOW, NOW),
                        new Instance("r3", "https://r3", State.LAGGING, null, null, NOW));
    }

    @Test
    void aSyncThatWasReportedIsNotForgottenByALaterReport() {
        apply(report("r1").syncs(new ServedSync("p1", 3, NOW)));
        apply(report("r1"));
        apply(report("r1").syncs(new ServedSync("p1", 2, NOW)));

        assertThat(liveness().isEverywhere()).isTrue();
    }

    @Test
    void whoseStateIsClearlyYoungerThanTheSyncServesItWithoutHavingSaidSo() {
        apply(report("r1").asOf(NOW.plus(Directory.CLOCK_TOLERANCE)));
        assertThat(liveness().isEverywhere()).isFalse();

        apply(report("r1").asOf(NOW.plus(Directory.CLOCK_TOLERANCE).plusMillis(1)));
        assertThat(liveness().resolvers())
                .containsExactly(new Instance("r1", "https://r1", State.SERVING, 3L, null, NOW));
    }

    @Test
    void onlyResolversThatHostThePartitionAreExpected() {
        apply(report("r1").partitions(1));
        apply(report("r2").partitions());
        apply(report("r3").partitions(0, 1));

        assertThat(liveness().resolvers()).extracting(Instance::resolverId).containsExactly("r3");
        assertThat(directory.hosts(1, NOW)).extracting(Peer::resolverId).containsExactly("r1", "r3");
    }

    @Test
    void whoLeavesIsNotExpectedAnyMore() {
        apply(report("r1"));
        apply(report("r2"));
        apply(report("r1").leaving());

        assertThat(liveness().resolvers()).extracting(Instance::resolverId).containsExactly("r2");
        assertThat(directory.hosts(0, NOW)).extracting(Peer::resolverId).containsExactly("r2");
    }

    @Test
    void whoIsSilentForFiveSecondsIsGoneAndNamedAndNotAsked() {
        apply(report("r1").syncs(new ServedSync("p1", 3, NOW)));
        apply(report("r2"));
        Instant later = pass(Duration.ofMillis(5001), "r2");

        assertThat(directory.liveness(SYNC, later).in(State.GONE))
                .containsExactly(new Instance("r1", "https://r1", State.GONE, 3L, NOW, NOW));
        assertThat(directory.liveness(SYNC, later).expected()).isEqualTo(2);
        assertThat(directory.liveness(SYNC, later).active()).isZero();
        assertThat(directory.hosts(0, later)).containsExactly(new Peer("r2", "https://r2"));
    }

    @Test
    void whoReportsRarelyIsGoneAfterThreeReportsThatDidNotCome() {
        apply(report("r1").every(Duration.ofSeconds(10)));
        Instant later = pass(Duration.ofSeconds(30), "r2");
        assertThat(directory.liveness(SYNC, later).in(State.GONE)).isEmpty();

        later = pass(Duration.ofMillis(30_001), "r2");
        assertThat(directory.liveness(SYNC, later).in(State.GONE))
                .extracting(Instance::resolverId)
                .containsExactly("r1");
    }

    @Test
    void whoIsGoneIsForgottenAfterTenMinutesMore() {
        apply(report("r1"));

        Instant later = pass(Duration.ofSeconds(605), "r2");
        assertThat(directory.liveness(SYNC, later).expected()).isEqualTo(2);

        later = pass(Duration.ofMillis(605_001), "r2");
        assertThat(directory.liveness(SYNC, later).resolvers())
                .extracting(Instance::resolverId)
                .containsExactly("r2");
    }

    @Test
    void whoComesBackIsThereAgain() {
        apply(report("r1"));
        Instant later = pass(Duration.ofSeconds(60), "r1");

        assertThat(directory.liveness(SYNC, later).in(State.GONE)).isEmpty();
    }

    @Test
    void nobodySeemsGoneWhileKafkaIsAwayNorRightAfter() {
        apply(report("r1"));
        Instant back = NOW.plusSeconds(60);
        assertThat(directory.liveness(SYNC, back).in(State.GONE)).isEmpty();
        assertThat(directory.liveness(SYNC, back).asOf()).isEqualTo(NOW);
        assertThat(directory.hosts(0, back)).hasSize(1);

        directory.inContact(back);
        assertThat(directory.liveness(SYNC, back).in(State.GONE)).isEmpty();

        for (int second = 1; second <= 6; second++) {
            directory.inContact(back.plusSeconds(second));
        }
        assertThat(directory.liveness(SYNC, back.plusSeconds(6)).in(State.GONE)).hasSize(1);
    }

    @Test
    void whoIsGoneIsNotExpectedWhereAnotherOfItsGroupHasTakenOver() {
        apply(report("r1").group("shared"));
        apply(report("r2").group("shared").partitions(1));
        Instant later = pass(Duration.ofSeconds(6), "r3");
        assertThat(directory.liveness(SYNC, later).in(State.GONE))
                .extracting(Instance::resolverId)
                .containsExactly("r1");

        directory.apply(report("r2").group("shared").partitions(0, 1).made(), later);

        assertThat(directory.liveness(SYNC, later).resolvers())
                .extracting(Instance::resolverId)
                .containsExactly("r2", "r3");
    }

    @Test
    void theOneWithTheFreshestStateIsAskedFirstAndOnlyWhoHasAnAddress() {
        apply(report("r1").asOf(NOW.minusMillis(50)));
        apply(report("r2").asOf(NOW));
        apply(report("r3").asOf(NOW.plusMillis(50)).url(null));

        assertThat(directory.hosts(0, NOW)).extracting(Peer::resolverId).containsExactly("r2", "r1");
    }

    @Test
    void strangersBeyondTheBoundArePassedOverAndWhoIsKnownStays() {
        IntStream.range(0, Directory.MOST_RESOLVERS)
                .forEach(i ->
                        assertThat(directory.apply(report("r" + i).made(), NOW)).isTrue());

        assertThat(directory.apply(report("stranger").made(), NOW)).isFalse();
        assertThat(directory.apply(
                        report("r7").syncs(new ServedSync("p1", 3, NOW)).made(), NOW))
                .isTrue();
        assertThat(liveness().expected()).isEqualTo(Directory.MOST_RESOLVERS);
        assertThat(liveness().active()).isEqualTo(1);
    }

    @Test
    void ofTooManySyncsThoseReportedLongestAgoAreForgotten() {
        HighestSyncs syncs = new HighestSyncs(2);
        syncs.add("r1", new ServedSync("p1", 1, NOW));
        syncs.add("r1", new ServedSync("p2", 1, NOW));
        syncs.add("r1", new ServedSync("p1", 2, NOW));
        syncs.add("r1", new ServedSync("p3", 1, NOW));

        assertThat(syncs.of("r1", "p2")).isNull();
        assertThat(syncs.of("r1", "p1")).isEqualTo(new ServedSync("p1", 2, NOW));
        assertThat(syncs.of("r2", "p1")).isNull();
    }

    // ------------------------------------------------------------------

    private Liveness liveness() {
        return directory.liveness(SYNC, NOW);
    }

    private void apply(Report report) {
        directory.apply(report.made(), NOW);
    }

    /** Lets time pass, since NOW, in which a resolver reports and Kafka is there; returns the moment. */
    private Instant pass(Duration time, String reporting) {
        Instant end = NOW.plus(time);
        for (Instant at = NOW; at.isBefore(end); at = at.plusSeconds(1)) {
            directory.apply(report(reporting).made(), at);
            directory.inContact(at);
        }
        directory.inContact(end);
        return end;
    }

    private static Report report(String resolverId) {
        return new Report(resolverId);
    }

    /** A report in the making: of a resolver that holds partition 0 all by itself. */
    private static final class Report {
        private final String resolverId;
        private String group;
        private String url;
        private Duration every = Duration.ofSeconds(1);
        private boolean leaving;
        private int[] partitions = {0};
        private Instant asOf = NOW;
        private List<ServedSync> syncs = List.of();

        Report(String resolverId) {
            this.resolverId = resolverId;
            this.group = "group-of-" + resolverId;
            this.url = "https://" + resolverId;
        }

        Report group(String group) {
            this.group = group;
            return this;
        }

        Report url(String url) {
            this.url = url;
            return this;
        }

        Report every(Duration every) {
            this.every = every;
            return this;
        }

        Report leaving() {
            this.leaving = true;
            return this;
        }

        Report partitions(int... partitions) {
            this.partitions = partitions;
            return this;
        }

        Report asOf(Instant asOf) {
            this.asOf = asOf;
            return this;
        }

        Report syncs(ServedSync... syncs) {
            this.syncs = List.of(syncs);
            return this;
        }

        ResolverReport made() {
            List<HostedPartition> hosted = IntStream.of(partitions)
                    .mapToObj(partition -> new HostedPartition(partition, asOf))
                    .toList();
            return new ResolverReport(resolverId, group, url, NOW, NOW, every, leaving, hosted, syncs);
        }
    }
}
