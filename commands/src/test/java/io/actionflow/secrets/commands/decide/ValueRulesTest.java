package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.commands.decide.Asked.add;
import static io.actionflow.secrets.commands.decide.Asked.revalue;
import static io.actionflow.secrets.commands.decide.Asked.when;
import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.UploadEntry;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import org.junit.jupiter.api.Test;

final class ValueRulesTest {

    private static final Sha256 DIGEST = Sha256.hash(new byte[] {1});
    private static final ValueRef THREE_CHUNKS = new ValueRef("v3", 3, 3 * 53 + 100, DIGEST);

    private final Story story = Story.ofNewProject().secret("s1", "Key");

    @Test
    void aValueOfOneByteIsAValue() {
        ValueRef one = new ValueRef("v", 1, ValueSealer.OVERHEAD_BYTES + 1, DIGEST);

        when(story.arrived(one), add("s2", "Other", one)).isAccepted();
    }

    @Test
    void aValueOfNoByteIsEmpty() {
        ValueRef none = new ValueRef("v", 1, ValueSealer.OVERHEAD_BYTES, DIGEST);
        story.arrived(none);

        when(story, add("s2", "Other", none)).isRejected(RejectionCode.VALUE_EMPTY);
        when(story, revalue("s1", none)).isRejected(RejectionCode.VALUE_EMPTY);
    }

    @Test
    void emptyChunksAreAnEmptyValueHoweverMany() {
        ValueRef none = new ValueRef("v", 7, 7 * ValueSealer.OVERHEAD_BYTES, DIGEST);

        when(story.arrived(none), add("s2", "Other", none)).isRejected(RejectionCode.VALUE_EMPTY);
    }

    @Test
    void aSizeThatNoSealedValueHasIsMalformed() {
        ValueRef less = new ValueRef("v", 1, ValueSealer.OVERHEAD_BYTES - 1, DIGEST);

        assertMalformed(story.arrived(less), less, "but got 52");
    }

    @Test
    void aValueThatNeverArrivedIsMalformedAndTheRemedyIsNamed() {
        assertMalformed(story, value("v"), "has not arrived: send all of its chunks, in order, before the command");
    }

    @Test
    void aValueThatArrivedInPartIsMalformed() {
        story.arriving(upload(3, 2, THREE_CHUNKS.size(), DIGEST));

        assertMalformed(story, THREE_CHUNKS, "has only 2 of its 3 chunks: send all of them");
    }

    @Test
    void aValueOfAnotherNumberOfChunksIsMalformed() {
        story.arriving(upload(2, 2, THREE_CHUNKS.size(), DIGEST));

        assertMalformed(story, THREE_CHUNKS, "was sent as 2 chunks, not 3");
    }

    @Test
    void aValueOfAnotherSizeIsMalformed() {
        story.arriving(upload(3, 3, THREE_CHUNKS.size() + 1, DIGEST));

        assertMalformed(story, THREE_CHUNKS, "consists of other chunks");
    }

    @Test
    void aValueOfAnotherDigestIsMalformed() {
        story.arriving(upload(3, 3, THREE_CHUNKS.size(), Sha256.ZERO));

        assertMalformed(story, THREE_CHUNKS, "consists of other chunks");
    }

    @Test
    void aCompleteValueIsClaimed() {
        story.arriving(upload(3, 3, THREE_CHUNKS.size(), DIGEST));

        when(story, add("s2", "Other", THREE_CHUNKS)).isAccepted();
        assertThat(story.view().value("v3").secretId()).isEqualTo("s2");
    }

    @Test
    void aValueIsClaimedOnceEvenIfItArrivesAgain() {
        story.arrived(value("s1-v1"));

        assertMalformed(story, value("s1-v1"), "is in use already: seal the value again under a new id");
        when(story, revalue("s1", value("s1-v1"))).isRejected(RejectionCode.MALFORMED);
    }

    @Test
    void aValueOfADeletedSecretIsNotClaimedAgain() {
        story.secretDeleted("s1").arrived(value("s1-v1"));

        assertMalformed(story, value("s1-v1"), "is in use already");
    }

    @Test
    void theNameIsCheckedBeforeTheValue() {
        when(story, add("s2", "Key", value("never-sent"))).isRejected(RejectionCode.NAME_TAKEN);
    }

    private static void assertMalformed(Story story, ValueRef value, String why) {
        Rejected rejected = when(story, add("s2", "Other", value)).isRejected(RejectionCode.MALFORMED);
        assertThat(rejected.field()).isEqualTo("value");
        assertThat(rejected.message()).contains(why);
    }

    private static UploadEntry upload(int count, int next, long size, Sha256 digest) {
        return new UploadEntry("v3", count, next, size, digest, META.at());
    }
}
