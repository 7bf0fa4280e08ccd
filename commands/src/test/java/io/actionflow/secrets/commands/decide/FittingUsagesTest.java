package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.projections.fixture.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.result.Usage;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

final class FittingUsagesTest {

    @Test
    void aListThatFitsIsWhole() {
        assertThat(deleted(bindings(1000, "n")).usages()).hasSize(1000);
    }

    @Test
    void aListTooLongForAnAnswerIsCutAndTheCountKeepsTheTotal() throws GeneralSecurityException {
        Rejected rejected = deleted(bindings(2000, "node ".repeat(200)));

        assertThat(rejected.usageCount()).isEqualTo(2000);
        assertThat(rejected.usages()).hasSizeBetween(900, 1100);
        assertThat(sealedBytes(rejected)).isBetween(Limits.MAX_RESULT_BYTES * 9 / 10, Limits.MAX_RESULT_BYTES);
    }

    @Test
    void textIsMeasuredAsItIsWritten() throws GeneralSecurityException {
        Rejected rejected = deleted(bindings(2000, "\ud83d\udd11\u05d0\u20ac".repeat(100)));

        assertThat(rejected.usages()).isNotEmpty();
        assertThat(sealedBytes(rejected)).isLessThanOrEqualTo(Limits.MAX_RESULT_BYTES);
    }

    @Test
    void shortUsagesAreCutBeforeTheyAreTooManyForAList() throws GeneralSecurityException {
        Rejected rejected = deleted(bindings(Limits.MAX_LIST_ITEMS, ""));

        assertThat(rejected.usageCount()).isEqualTo(Limits.MAX_LIST_ITEMS);
        assertThat(sealedBytes(rejected)).isLessThanOrEqualTo(Limits.MAX_RESULT_BYTES);
    }

    @Test
    void aUsageThatFillsTheAnswerAloneIsLeftOut() throws GeneralSecurityException {
        Rejected rejected = deleted(bindings(1, "n".repeat(Limits.MAX_RESULT_BYTES)));

        assertThat(rejected.usages()).isEmpty();
        assertThat(rejected.usageCount()).isEqualTo(1);
        assertThat(sealedBytes(rejected)).isLessThan(1000);
    }

    @Test
    void usagesThatDoNotFitAreCountedAndNotKept() {
        FittingUsages usages = new FittingUsages();
        long heap = Runtime.getRuntime().maxMemory();
        long most = heap / Limits.MAX_TEXT_BYTES + 1;

        for (long i = 0; i < most; i++) {
            usages.add(new Usage("f" + i, 1, "n".repeat(Limits.MAX_TEXT_BYTES), "i"));
        }

        assertThat(usages.count()).isEqualTo(most);
        assertThat(usages.first()).isNotNull();
        assertThat(usages.fitting()).isEmpty();
    }

    @Test
    void nothingIsKeptAfterTheFirstThatDoesNotFit() {
        FittingUsages usages = new FittingUsages();
        usages.add(new Usage("f1", 1, "n", "i"));
        usages.add(new Usage("f2", 1, "n".repeat(Limits.MAX_RESULT_BYTES), "i"));
        usages.add(new Usage("f3", 1, "n", "i"));

        assertThat(usages.fitting()).extracting(Usage::actionflowId).containsExactly("f1");
        assertThat(usages.count()).isEqualTo(3);
    }

    private static Rejected deleted(Binding[] bindings) {
        Story story = Story.ofNewProject().secret("s1", "Key").saved("f1", bindings);
        return Asked.when(story, Asked.delete("s1")).isRejected(RejectionCode.SECRET_BOUND);
    }

    private static Binding[] bindings(int count, String nodePrefix) {
        Binding[] bindings = new Binding[count];
        for (int i = 0; i < count; i++) {
            bindings[i] = call(nodePrefix + i, "i", "s1");
        }
        return bindings;
    }

    private static int sealedBytes(Rejected rejected) throws GeneralSecurityException {
        return new OutcomeCodec(MetadataCipher.of(KeyTemplates.newAead())).seal("c-1", rejected).length;
    }
}
