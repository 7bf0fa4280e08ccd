package io.actionflow.secrets.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger("weather");

    @Test
    void aRunMustSeeExactlyTheDraftOfItsSync() {
        ledger.edited("key", 1, 1);
        ledger.synced(1);
        ledger.edited("key", 2, 2);
        ledger.resolved(1, "key", 1L);
        ledger.synced(2);
        ledger.resolved(1, "key", 1L);
        ledger.resolved(2, "key", 2L);
        ledger.atTheEnd(Map.of("key", 2L));
        assertThat(ledger.faults()).isEmpty();
        assertThat(ledger.judged()).isEqualTo(3);
        assertThat(ledger.commands()).isEqualTo(4);
    }

    @Test
    void aValueOfAnotherSyncIsAFault() {
        ledger.edited("key", 1, 1);
        ledger.synced(1);
        ledger.edited("key", 2, 2);
        ledger.resolved(1, "key", 2L);
        assertThat(ledger.faults()).singleElement().asString().contains("expected value 1, but got 2");
    }

    @Test
    void bytesThatAreNoValueAreAFault() {
        ledger.edited("key", 1, 1);
        ledger.synced(1);
        ledger.resolved(1, "key", null);
        assertThat(ledger.faults()).hasSize(1);
    }

    @Test
    void aSyncThatIsServedBeforeItsAnswerCameIsJudgedAfterwards() {
        ledger.edited("key", 1, 1);
        ledger.resolved(1, "key", 1L);
        ledger.resolved(1, "key", 7L);
        assertThat(ledger.judged()).isZero();
        ledger.synced(1);
        assertThat(ledger.judged()).isEqualTo(2);
        assertThat(ledger.faults()).singleElement().asString().contains("got 7");
    }

    @Test
    void aSyncThatNobodyWasToldOfIsAFaultInTheEnd() {
        ledger.edited("key", 1, 1);
        ledger.resolved(1, "key", 1L);
        ledger.atTheEnd(Map.of("key", 1L));
        assertThat(ledger.faults()).singleElement().asString().contains("nobody was told of");
    }

    @Test
    void aVersionThatWasSkippedIsADoubledCommandAndOneThatCameTwiceALostOne() {
        ledger.edited("key", 1, 1);
        ledger.edited("key", 2, 3);
        ledger.edited("key", 3, 3);
        assertThat(ledger.faults()).hasSize(2);
        assertThat(ledger.faults().get(0)).contains("doubled");
        assertThat(ledger.faults().get(1)).contains("lost");
    }

    @Test
    void aSyncNumberThatWasSkippedIsAFault() {
        ledger.edited("key", 1, 1);
        ledger.synced(2);
        assertThat(ledger.faults()).singleElement().asString().contains("expected Sync 1");
    }

    @Test
    void anotherVersionInTheEndIsAFault() {
        ledger.edited("key", 1, 1);
        ledger.atTheEnd(Map.of("key", 2L));
        assertThat(ledger.faults()).hasSize(1);
    }
}
