package io.actionflow.secrets.projections.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.LogBook;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogVerifierTest {

    private static final int PARTITIONS = 4;
    private final LogBook log = new LogBook(PARTITIONS, 1);

    @Test
    void aLogThatNobodyTouchedIsWhole() {
        log.project("p").value("p", "v1", 3).event("p").value("p", "v2", 1);
        log.giveUp("p", "v1").tombstones("p", "v1", 3).beat(0).project("q").event("q");

        VerifyReport report = LogVerifier.verify(log, log.heads());

        assertThat(report.findings()).isEmpty();
        assertThat(report.whole()).isTrue();
        assertThat(report.totals().events()).isEqualTo(7);
        assertThat(report.totals().values()).isEqualTo(2);
        assertThat(report.totals().checkpoints()).isEqualTo(2);
        assertThat(report.totals().unsigned()).isZero();
    }

    @Test
    void aValueThatCompactionErasedIsMissedByNobodyWhereALaterEventGivesItUp() {
        log.project("p").value("p", "v1", 2).event("p").giveUp("p", "v1");
        log.drop(chunk("v1", 0));

        assertThat(LogVerifier.verify(log, log.heads()).findings()).isEmpty();
        log.drop(chunk("v1", 1));
        VerifyReport report = LogVerifier.verify(log, log.heads());
        assertThat(report.findings()).isEmpty();
        assertThat(report.totals().erased()).isEqualTo(1);
    }

    @Test
    void aKeyThatCompactionErasedIsMissedByNobodyWhereALaterEventNamesWhatTookItsPlace() {
        log.project("p").event("p");
        RecordDigest destroyed = log.destroyed("p", 1);
        log.event("p", null, List.of(destroyed), List.of());
        log.drop(log.find(new GenerationKey("p", 1)));

        assertThat(LogVerifier.verify(log, log.heads()).findings()).isEmpty();
    }

    @Test
    void anUploadThatNobodyClaimsIsNoFinding() {
        log.project("p");
        log.upload("p", "v1", 2);
        log.tombstones("p", "v1", 2);
        log.upload("p", "v2", 2);
        log.tombstones("p", "v0", 1);

        VerifyReport report = LogVerifier.verify(log, List.of());

        assertThat(report.whole()).isTrue();
        assertThat(report.totals().unclaimed()).isEqualTo(1);
    }

    @Test
    void anUploadThatBeganAnewIsNoFinding() {
        log.project("p");
        log.upload("p", "v1", 2);
        log.append(new ChunkKey("p", "v1", 1), null);
        ValueDigest value = log.upload("p", "v1", 2);
        log.event("p", value, List.of(), List.of());

        assertThat(LogVerifier.verify(log, List.of()).findings()).isEmpty();
    }

    @Test
    void anAlteredEventIsToldFromTheOneAfterIt() {
        log.project("p").event("p").event("p").event("p");
        LogRecord second = event(2);
        byte[] value = second.value().clone();
        value[value.length - 1] ^= 1;
        log.replace(second, second.key(), value);

        expect(FindingKind.ALTERED, second);
    }

    @Test
    void anAlteredLinkIsToldFromAnAlteredEventBeforeIt() {
        log.project("p").event("p").event("p").event("p");
        LogRecord third = event(3);
        byte[] value = third.value().clone();
        value[12] ^= 1;
        log.replace(third, third.key(), value);

        expect(FindingKind.ALTERED, third);
    }

    @Test
    void aDroppedEventIsNamedAtTheOneAfterIt() {
        log.project("p").event("p").event("p").event("p");
        log.drop(event(2));

        expect(FindingKind.DROPPED, event(3));
    }

    @Test
    void anEventThatStandsInAnotherPlaceIsReordered() {
        log.project("p").event("p").event("p").event("p").event("p");
        LogRecord second = event(2);
        log.swap(second, event(3));

        expect(FindingKind.REORDERED, second);
    }

    @Test
    void anEventThatWasMovedToTheEndIsReordered() {
        log.project("p").event("p").event("p").event("p").event("p");
        LogRecord second = event(2);
        log.drop(second).append(new EventKey("p", 2), second.value());

        Finding found = only(LogVerifier.verify(log, List.of()));
        assertThat(found.kind()).isEqualTo(FindingKind.REORDERED);
        assertThat(found.offset()).isEqualTo(log.find(new EventKey("p", 2)).offset());
    }

    @Test
    void anEventThatSomebodyPutInIsInserted() {
        log.project("p").event("p").event("p").event("p");
        LogBook forger = log.copy();
        LogRecord third = event(3);
        byte[] forged = third.value().clone();
        forged[forged.length - 1] ^= 1;
        log.insertBefore(third, new LogRecord(third.partition(), -7, 0, third.key(), forged));

        Finding found = only(LogVerifier.verify(log, forger.heads()));
        assertThat(found.kind()).isEqualTo(FindingKind.INSERTED);
        assertThat(found.offset()).isNegative();
    }

    @Test
    void anEventThatStandsTwiceIsDuplicated() {
        log.project("p").event("p").event("p");
        LogRecord second = event(2);
        log.append(new EventKey("p", 2), second.value());

        Finding found = only(LogVerifier.verify(log, log.heads()));
        assertThat(found.kind()).isEqualTo(FindingKind.DUPLICATED);
        assertThat(found.offset())
                .isEqualTo(log.records().get(log.records().size() - 1).offset());
    }

    @Test
    void aHistoryThatIsShorterThanItsCheckpointIsTruncated() {
        log.project("p").event("p").event("p").event("q");
        List<SignedHead> heads = log.heads();
        log.drop(event(3));

        Finding found = only(LogVerifier.verify(log, heads));
        assertThat(found.kind()).isEqualTo(FindingKind.TRUNCATED);
        assertThat(found.offset()).isEqualTo(event(2).offset());
    }

    @Test
    void aHistoryThatIsShorterThanWhatSomebodySavedElsewhereIsRolledBack() {
        log.project("p").event("p");
        LogBook later = log.copy().event("p");

        Finding found = only(LogVerifier.verify(log, saved(later.heads())));
        assertThat(found.kind()).isEqualTo(FindingKind.ROLLED_BACK);
    }

    @Test
    void aProjectThatIsNotThereAtAllIsMissedByItsCheckpoint() {
        log.project("p").event("q");
        List<SignedHead> heads = log.heads();
        log.drop(log.find(new EventKey("q", 1)));

        Finding found = only(LogVerifier.verify(log, heads));
        assertThat(found.kind()).isEqualTo(FindingKind.TRUNCATED);
        assertThat(found.offset()).isEqualTo(-1);
        assertThat(found.partition()).isEqualTo(RecordKey.partition("q", PARTITIONS));
    }

    @Test
    void aHistoryThatWasWrittenAnewIsSeenByASavedCheckpoint() {
        log.project("p").event("p").event("p");
        LogBook rewritten =
                new LogBook(PARTITIONS, 2).project("p").event("p").event("p").event("p");

        Finding found = only(LogVerifier.verify(rewritten, saved(log.heads())));
        assertThat(found.kind()).isEqualTo(FindingKind.REWRITTEN);
        assertThat(found.key()).isEqualTo(new EventKey("p", 3).text());
    }

    @Test
    void aRecordOnAnotherPartitionIsMisplacedAndNotMissedElsewhere() {
        log.project("p").event("p").event("p").event("p");
        LogRecord second = event(2);
        int elsewhere = (second.partition() + 1) % PARTITIONS;
        log.drop(second).append(elsewhere, second.key(), second.value());

        Finding found = only(LogVerifier.verify(log, log.heads()));
        assertThat(found.kind()).isEqualTo(FindingKind.MISPLACED);
        assertThat(found.partition()).isEqualTo(elsewhere);
    }

    @Test
    void aChunkThatWasTakenAwayIsMissingWhereNoEventGivesItsValueUp() {
        log.project("p").value("p", "v1", 2).event("p");
        log.drop(chunk("v1", 1));

        expect(FindingKind.VALUE_MISSING, event(2));
    }

    @Test
    void aTombstoneForALiveValueIsAFinding() {
        log.project("p").value("p", "v1", 1).event("p").append(new ChunkKey("p", "v1", 0), null);

        Finding found = only(LogVerifier.verify(log, log.heads()));
        assertThat(found.kind()).isEqualTo(FindingKind.VALUE_MISSING);
        assertThat(found.key()).isEqualTo("p/value/v1/00000");
        assertThat(found.offset())
                .isEqualTo(log.records().get(log.records().size() - 1).offset());
    }

    @Test
    void anotherChunkBehindTheEventIsAFindingAlsoOnceCompactionHasLeftOnlyThat() {
        log.project("p").value("p", "v1", 1).event("p");
        LogRecord first = chunk("v1", 0);
        byte[] other = first.value().clone();
        other[other.length - 1] ^= 1;
        log.append(new ChunkKey("p", "v1", 0), other);

        assertThat(only(LogVerifier.verify(log, log.heads())).kind()).isEqualTo(FindingKind.INSERTED);
        log.drop(first);
        Finding found = only(LogVerifier.verify(log, log.heads()));
        assertThat(found.kind()).isEqualTo(FindingKind.VALUE_ALTERED);
        assertThat(found.key()).isEqualTo("p/value/v1/00000");
    }

    @Test
    void aKeyRecordThatIsExchangedMissingOrPutInIsAFinding() {
        log.project("p").event("p");
        LogRecord key = log.find(new GenerationKey("p", 1));
        LogBook exchanged = log.copy();
        byte[] other = key.value().clone();
        other[other.length - 1] ^= 1;
        exchanged.replace(key, key.key(), other);
        assertThat(only(LogVerifier.verify(exchanged, List.of())).kind()).isEqualTo(FindingKind.ALTERED);

        assertThat(only(LogVerifier.verify(log.copy().drop(key), List.of())).kind())
                .isEqualTo(FindingKind.RECORD_MISSING);

        LogBook inserted = log.copy();
        inserted.key("p", 2);
        assertThat(only(LogVerifier.verify(inserted, List.of())).kind()).isEqualTo(FindingKind.INSERTED);
    }

    @Test
    void anEventUnderAnotherKeyIsAltered() {
        log.project("p").event("p").event("p").event("p").project("q").event("q");
        LogRecord second = event(2);
        for (String key : List.of("p/event/0000000000000000009", "p/even/x", "q/event/0000000000000000002")) {
            LogBook tampered = log.copy().replace(second, key.getBytes(StandardCharsets.UTF_8), second.value());
            Finding found = only(LogVerifier.verify(tampered, log.heads()));
            assertThat(found.offset()).as(key).isEqualTo(second.offset());
        }
    }

    private void expect(FindingKind kind, LogRecord record) {
        Finding found = only(LogVerifier.verify(log, List.of()));
        assertThat(found.kind()).isEqualTo(kind);
        assertThat(found.partition()).isEqualTo(record.partition());
        assertThat(found.offset()).isEqualTo(record.offset());
    }

    private static Finding only(VerifyReport report) {
        assertThat(report.findings()).hasSize(1);
        assertThat(report.totals().findings()).isEqualTo(1);
        return report.findings().get(0);
    }

    private static List<SignedHead> saved(List<SignedHead> heads) {
        return heads.stream()
                .map(it -> new SignedHead(it.projectId(), it.sequence(), it.hash(), true))
                .toList();
    }

    private LogRecord event(long sequence) {
        return log.find(new EventKey("p", sequence));
    }

    private LogRecord chunk(String valueId, int index) {
        return log.find(new ChunkKey("p", valueId, index));
    }
}
