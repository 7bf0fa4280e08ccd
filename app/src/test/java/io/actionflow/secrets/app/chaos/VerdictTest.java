package io.actionflow.secrets.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private final Ledger ledger = new Ledger("weather");
    private final Tally tally = new Tally(new Absent());

    private Verdict verdict() {
        return new Verdict(List.of(ledger), tally, Duration.ofSeconds(2));
    }

    private void compareOneValue() {
        ledger.edited("key", 1, 1);
        ledger.synced(1);
        ledger.resolved(1, "key", 1L);
    }

    @Test
    void whereNothingWasComparedNothingWasShown() {
        assertThat(verdict().isSound()).isFalse();
        compareOneValue();
        assertThat(verdict().isSound()).isTrue();
    }

    @Test
    void aCommandThatWasNotAcceptedIsAFault() {
        compareOneValue();
        ledger.notAccepted("STALE_VERSION: Because.");
        assertThat(verdict().isSound()).isFalse();
    }

    @Test
    void aRequestThatNobodyAnsweredIsNoFaultButNotSeamless() {
        compareOneValue();
        assertThat(verdict().isSeamless()).isTrue();
        tally.workerFailed("UNREACHABLE: refused");
        assertThat(verdict().isSeamless()).isFalse();
        assertThat(verdict().isSound()).isTrue();
    }

    @Test
    void theReportSaysWhyRequestsWereNotAnsweredAndWhoWasDown() {
        tally.editorFailed("UNREACHABLE: refused");
        tally.editorFailed("UNREACHABLE: refused");
        StringWriter out = new StringWriter();
        verdict().print(new PrintWriter(out));
        assertThat(out.toString()).contains("2 × editor: UNREACHABLE: refused (down: nobody)");
    }
}
