package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.command.AnswerMatch;
import io.actionflow.secrets.schemas.command.CommandSigner;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.MatchSecret;
import io.actionflow.secrets.schemas.command.ResealValue;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.event.MatchAsked;
import io.actionflow.secrets.schemas.event.ValueResealed;
import io.actionflow.secrets.schemas.event.ValuesErased;
import io.actionflow.secrets.schemas.event.ValuesErasing;
import io.actionflow.secrets.schemas.record.Compared;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only resolvers may say, and the questions that only they can answer. */
final class ResolverCommandsTest {

    private static final byte[] UNSIGNED = new byte[0];
    private static final SealedValue VALUE = SealedValue.of("s1-value", 1);
    private static final SealedValue COPY = SealedValue.of("copy", 1);
    private static final SealedValue CANDIDATE = SealedValue.of("candidate", 2);

    private final CommandRig rig = new CommandRig().givenProject().givenSecret("s1", "name");

    @AfterEach
    void close() {
        rig.close();
    }

    private static ResealValue reseal(String previous, SealedValue copy) {
        return new ResealValue(PROJECT, "r1", "s1-value", previous, copy.ref(), 7, UNSIGNED);
    }

    private static MatchSecret match(SealedValue candidate) {
        return new MatchSecret(PROJECT, OWNER, "s1", Compared.DRAFT, candidate.ref());
    }

    private static AnswerMatch answer(long asked, MatchAnswer answer) {
        return new AnswerMatch(PROJECT, "r1", asked, answer, UNSIGNED);
    }

    private void thenRefused(String commandId, RejectionCode code, long sequence) {
        rig.thenRejected(commandId, code);
        CommandRefused refused = (CommandRefused)
                rig.thenRecorded(sequence, CommandRefused.class).event();
        assertThat(refused.code()).isEqualTo(code);
    }

    // ------------------------------------------------------------------ signatures

    @Test
    void whatNoResolverHasSignedIsRefusedAndRecordedAndItsCopyGivenUp() throws GeneralSecurityException {
        ResealValue forged = reseal("s1-value", COPY);
        CommandSigner stranger = CommandSigner.of(KeyTemplates.newSigningKeyPair());
        byte[] ofAnotherId = rig.keys.signer().sign("c9", forged).signature();
        byte[] ofAnotherCopy = rig.keys
                .signer()
                .sign("c4", reseal("s1-value", SealedValue.of("other", 1)))
                .signature();
        List<ResealValue> attempts = List.of(
                forged,
                (ResealValue) stranger.sign("c2", forged),
                forged.signed(ofAnotherId),
                forged.signed(ofAnotherCopy));

        for (int i = 0; i < attempts.size(); i++) {
            String id = "c" + (i + 1);
            rig.whenUploaded(COPY).thenForwarded(COPY).whenSent(id, attempts.get(i));
            thenRefused(id, RejectionCode.SIGNATURE_INVALID, 3 + i);
            rig.thenTombstoned(COPY, 0).thenNothingElse();
        }
        assertThat(rig.state().value("s1-value").value()).isEqualTo(VALUE.ref());
    }

    @Test
    void anOwnerWithoutASignatureCanNeitherSwapAValueNorAnswer() {
        rig.whenUploaded(CANDIDATE)
                .given("ask", match(CANDIDATE))
                .whenUploaded(COPY)
                .forget();

        rig.whenSent("c1", new ResealValue(PROJECT, OWNER, "s1-value", "s1-value", COPY.ref(), 7, UNSIGNED));
        thenRefused("c1", RejectionCode.SIGNATURE_INVALID, 4);
        rig.thenTombstoned(COPY, 0).whenSent("c2", new AnswerMatch(PROJECT, OWNER, 3, MatchAnswer.EQUAL, UNSIGNED));
        thenRefused("c2", RejectionCode.SIGNATURE_INVALID, 5);
        rig.thenNothingElse();
    }

    @Test
    void ofAProjectThatIsNotThereNothingIsRecorded() {
        rig.whenSent("c1", new AnswerMatch("nothing", "r1", 3, MatchAnswer.EQUAL, UNSIGNED));

        rig.thenRejected("c1", RejectionCode.PROJECT_NOT_FOUND);
        rig.thenNothingElse();
    }

    // ------------------------------------------------------------------ resealing

    @Test
    void aResealedValueKeepsItsIdAndItsCopyBeforeIsTombstonedWithTheEvent() {
        rig.whenUploaded(COPY)
                .thenForwarded(COPY)
                .whenSaid("c1", reseal("s1-value", COPY))
                .thenAccepted("c1");

        ValueResealed event =
                (ValueResealed) rig.thenRecorded(3, ValueResealed.class).event();
        assertThat(event.erased()).containsExactly("s1-value");
        assertThat(event.meta().actor()).isEqualTo("r1");
        rig.thenTombstoned(VALUE, 0).thenNothingElse();
        assertThat(rig.state().secret("s1").valueId()).isEqualTo("s1-value");
        assertThat(rig.state().value("s1-value").value()).isEqualTo(COPY.ref());
    }

    @Test
    void hintsStayWhateverTheResolverSays() {
        ValueRef noted = new ValueRef("noted", 1, COPY.ref().size(), COPY.ref().digest(), List.of("TRAILING_NEWLINE"));
        SealedValue first = SealedValue.of("noted", 1);
        ValueRef claimed =
                new ValueRef("noted", 1, first.ref().size(), first.ref().digest(), noted.hints());
        rig.whenUploaded(first).given("edit", new EditSecret(PROJECT, OWNER, "s1", null, null, claimed, null));

        rig.whenUploaded(COPY)
                .whenSaid("c1", new ResealValue(PROJECT, "r1", "noted", "noted", COPY.ref(), 7, UNSIGNED))
                .thenAccepted("c1");

        assertThat(rig.state().value("noted").value().hints()).containsExactly("TRAILING_NEWLINE");
    }

    @Test
    void whoeverComesSecondIsRejectedAndHasChangedNothing() {
        SealedValue second = SealedValue.of("second", 1);
        rig.whenUploaded(COPY).whenSaid("c1", reseal("s1-value", COPY)).forget();

        rig.whenUploaded(second).thenForwarded(second).whenSaid("c2", reseal("s1-value", second));
        rig.thenRejected("c2", RejectionCode.VALUE_RESEALED);
        rig.thenTombstoned(second, 0).thenNothingElse();
        assertThat(rig.state().value("s1-value").value()).isEqualTo(COPY.ref());
    }

    @Test
    void aResealThatIsSentAgainBringsItsFirstOutcome() {
        rig.whenUploaded(COPY).whenSaid("c1", reseal("s1-value", COPY)).forget();

        rig.whenSaid("c1", reseal("s1-value", COPY)).thenAccepted("c1").thenNothingElse();
    }

    @Test
    void aCopyMustBeThereAndAsLongAsTheOneBefore() {
        rig.whenSaid("c1", reseal("s1-value", COPY));
        rig.thenRejected("c1", RejectionCode.MALFORMED);
        SealedValue longer = SealedValue.of("longer", 2);
        rig.whenUploaded(longer).whenSaid("c2", reseal("s1-value", longer));
        rig.thenRejected("c2", RejectionCode.MALFORMED);
        rig.whenUploaded(COPY).whenSaid("c3", new ResealValue(PROJECT, "r1", "none", "none", COPY.ref(), 7, UNSIGNED));
        rig.thenRejected("c3", RejectionCode.VALUE_NOT_FOUND);
    }

    @Test
    void nobodyCanSendChunksUnderTheIdOfACopyNowOrLater() {
        SealedValue next = SealedValue.of("next", 1);
        rig.whenUploaded(COPY).whenSaid("c1", reseal("s1-value", COPY)).forget();
        rig.whenUploaded(COPY).whenUploaded(VALUE).thenNothingElse();

        rig.whenUploaded(next)
                .whenSaid("c2", reseal("copy", next))
                .thenAccepted("c2")
                .forget();
        rig.whenUploaded(COPY).whenUploaded(VALUE).whenUploaded(next).thenNothingElse();
    }

    @Test
    void aValueThatWasEditedOrWhoseSecretIsGoneMayStillBeResealed() {
        SealedValue edited = SealedValue.of("edited", 1);
        rig.given("sync", new Sync(PROJECT, OWNER))
                .whenUploaded(edited)
                .given("edit", new EditSecret(PROJECT, OWNER, "s1", null, null, edited.ref(), null))
                .given("delete", new DeleteSecret(PROJECT, OWNER, "s1"));

        // Flows use it until the Sync.
        rig.whenUploaded(COPY).whenSaid("c1", reseal("s1-value", COPY)).thenAccepted("c1");
    }

    // ------------------------------------------------------------------ match

    @Test
    void aQuestionClaimsItsCandidateAndTheAnswerGivesItUp() {
        rig.whenUploaded(CANDIDATE)
                .thenForwarded(CANDIDATE)
                .whenSent("ask", match(CANDIDATE))
                .thenAccepted("ask");
        MatchAsked asked = (MatchAsked) rig.thenRecorded(3, MatchAsked.class).event();
        assertThat(asked.valueId()).isEqualTo("s1-value");
        rig.thenNothingElse().whenUploaded(CANDIDATE).thenNothingElse();

        rig.whenSaid("a1", answer(3, MatchAnswer.DIFFERENT)).thenAccepted("a1");
        MatchAnswered answered =
                (MatchAnswered) rig.thenRecorded(4, MatchAnswered.class).event();
        assertThat(answered.answer()).isEqualTo(MatchAnswer.DIFFERENT);
        assertThat(answered.erased()).containsExactly("candidate");
        rig.thenTombstoned(CANDIDATE, 0, 1).thenNothingElse();
        assertThat(rig.state().matches("s1", OWNER).matches().get(0).answer()).isEqualTo(MatchAnswer.DIFFERENT);

        rig.whenSaid("a2", answer(3, MatchAnswer.EQUAL));
        rig.thenRejected("a2", RejectionCode.MATCH_NOT_FOUND);
        rig.thenNothingElse();
    }

    @Test
    void theActiveValueCanBeComparedWithOnceASyncHasMadeOneActive() {
        MatchSecret active = new MatchSecret(PROJECT, OWNER, "s1", Compared.ACTIVE, CANDIDATE.ref());
        rig.whenUploaded(CANDIDATE).whenSent("c1", active);
        rig.thenRejected("c1", RejectionCode.SECRET_NOT_ACTIVE);
        SealedValue edited = SealedValue.of("edited", 1);
        rig.given("sync", new Sync(PROJECT, OWNER))
                .whenUploaded(edited)
                .given("edit", new EditSecret(PROJECT, OWNER, "s1", null, null, edited.ref(), null));

        rig.whenUploaded(CANDIDATE).forget().whenSent("c2", active).thenAccepted("c2");
        assertThat(((MatchAsked) rig.thenRecorded(5, MatchAsked.class).event()).valueId())
                .isEqualTo("s1-value");
    }

    @Test
    void onlyOwnersMayAskAndOthersAreRecorded() {
        rig.given("role", new SetMemberRole(PROJECT, OWNER, "max", Role.MANAGER));

        rig.whenUploaded(CANDIDATE)
                .forget()
                .whenSent("c1", new MatchSecret(PROJECT, "max", "s1", Compared.DRAFT, CANDIDATE.ref()));
        thenRefused("c1", RejectionCode.PERMISSION_DENIED, 4);
        rig.thenTombstoned(CANDIDATE, 0, 1).thenNothingElse();
    }

    @Test
    void aSecretThatIsNotThereAndAnEmptyCandidateAreRejected() {
        rig.given("delete", new DeleteSecret(PROJECT, OWNER, "s1"));
        rig.whenUploaded(CANDIDATE).whenSent("c1", match(CANDIDATE));
        rig.thenRejected("c1", RejectionCode.SECRET_NOT_FOUND);

        ValueRef empty = new ValueRef("empty", 1, 53, CANDIDATE.ref().digest());
        rig.givenSecret("s2", "two").whenSent("c2", new MatchSecret(PROJECT, OWNER, "s2", Compared.DRAFT, empty));
        rig.thenRejected("c2", RejectionCode.VALUE_EMPTY);
    }

    @Test
    void theSixthQuestionWithinAnHourIsRefusedAndSaysWhenItIsNot() {
        for (int i = 1; i <= 5; i++) {
            ask("c" + i);
            rig.thenAccepted("c" + i).whenTimePasses(Duration.ofMinutes(1));
            // Sent again it is the same question.
            ask("c" + i);
            rig.thenAccepted("c" + i).forget();
        }

        ask("c6");
        Rejected rejected = rig.thenRejected("c6", RejectionCode.RATE_LIMITED);
        assertThat(rejected.retryAt()).isEqualTo(rig.now().plus(Duration.ofMinutes(55)));
        rig.givenSecret("s2", "two").whenUploaded(CANDIDATE).forget();
        rig.whenSent("other", new MatchSecret(PROJECT, OWNER, "s2", Compared.DRAFT, CANDIDATE.ref()))
                .thenAccepted("other");

        rig.whenTimePasses(Duration.ofMinutes(55)).forget();
        ask("c7");
        rig.thenAccepted("c7");
        ask("c8");
        rig.thenRejected("c8", RejectionCode.RATE_LIMITED);
    }

    private void ask(String commandId) {
        SealedValue candidate = SealedValue.of(commandId + "-candidate", 1);
        rig.whenUploaded(candidate).whenSent(commandId, match(candidate));
    }

    @Test
    void aRefusedQuestionIsRecorded() {
        for (int i = 1; i <= 5; i++) {
            ask("c" + i);
        }
        rig.forget().whenSent("c6", match(CANDIDATE));

        thenRefused("c6", RejectionCode.RATE_LIMITED, 8);
        rig.thenNothingElse();
    }

    @Test
    void aQuestionThatNobodyAnswersIsGivenUpAfterAWhile() {
        rig.whenUploaded(CANDIDATE).whenSent("ask", match(CANDIDATE)).forget();

        rig.whenTimePasses(Duration.ofMinutes(9)).thenNothingElse();
        rig.whenTimePasses(Duration.ofMinutes(2));

        MatchAnswered event =
                (MatchAnswered) rig.thenRecorded(4, MatchAnswered.class).event();
        assertThat(event.answer()).isEqualTo(MatchAnswer.UNKNOWN);
        assertThat(event.meta().actor()).isEqualTo("system");
        rig.thenTombstoned(CANDIDATE, 0, 1).thenNothingElse();
        rig.whenTimePasses(Duration.ofMinutes(1)).forget();
        rig.witness.seesNothingLeft();
        rig.whenTimePasses(Duration.ofMinutes(1)).thenRecorded(5, ValuesErased.class);
        rig.whenTimePasses(Duration.ofMinutes(20)).thenNothingElse();
    }

    @Test
    void aValueThatWasSealedAnewLeavesByTheIdOfItsCurrentCopy() {
        SealedValue copy = SealedValue.of("copy-1", 1);
        rig.whenUploaded(copy).whenSaid("reseal", reseal("s1-value", copy));
        rig.whenTimePasses(Duration.ofMinutes(1));
        rig.witness.seesNothingLeft();
        rig.whenTimePasses(Duration.ofMinutes(1))
                .given("gone", new DeleteSecret(PROJECT, OWNER, "s1"))
                .forget();

        rig.whenTimePasses(Duration.ofMinutes(1));

        ValuesErasing event =
                (ValuesErasing) rig.thenRecorded(6, ValuesErasing.class).event();
        assertThat(event.erased()).containsExactly("copy-1");
        rig.thenTombstoned(copy, 0).thenNothingElse();
        assertThat(rig.state().value("s1-value").isErased()).isTrue();
        rig.whenUploaded(SealedValue.of("copy-2", 1));
        rig.whenSaid("late", reseal("copy-1", SealedValue.of("copy-2", 1)));
        rig.thenRejected("late", RejectionCode.VALUE_NOT_FOUND);
    }

    @Test
    void aDeletedProjectGivesUpTheCandidatesOfItsOpenQuestions() {
        rig.whenUploaded(CANDIDATE).whenSent("ask", match(CANDIDATE)).forget();

        rig.given("delete", new DeleteProject(PROJECT, OWNER, PROJECT));

        assertThat(rig.state().match(3)).isNull();
        assertThat(rig.state().erasing(CANDIDATE.ref().valueId())).isNotNull();
        assertThat(rig.state().erasing("s1-value")).isNotNull();
        rig.whenTimePasses(Duration.ofMinutes(20));
        assertThat(rig.state().projectEver()).isNotNull().matches(it -> it.sequence() == 5, "nothing after its end");
    }
}
