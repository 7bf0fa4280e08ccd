package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.commands.decide.Asked.add;
import static io.actionflow.secrets.commands.decide.Asked.delete;
import static io.actionflow.secrets.commands.decide.Asked.rename;
import static io.actionflow.secrets.commands.decide.Asked.revalue;
import static io.actionflow.secrets.commands.decide.Asked.when;
import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.OWNER;
import static io.actionflow.secrets.projections.fixture.Story.PROJECT;
import static io.actionflow.secrets.projections.fixture.Story.call;
import static io.actionflow.secrets.projections.fixture.Story.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.result.Usage;
import org.junit.jupiter.api.Test;

final class SecretRulesTest {

    private final Story story =
            Story.ofNewProject().secret("s1", "Key").arrived(value("v1")).arrived(value("v2"));

    @Test
    void aSecretIsAddedAsVersionOne() {
        AddSecret command = new AddSecret(PROJECT, OWNER, "s2", "Other", "what for", value("v1"));

        var accepted =
                when(story, command).isAcceptedWith(new SecretAdded(META, "s2", "Other", "what for", value("v1")));
        assertThat(accepted.version()).isEqualTo(1);
    }

    @Test
    void anIdInUseIsNotGivenToAnotherSecret() {
        assertThat(when(story, add("s1", "Other", value("v1")))
                        .isRejected(RejectionCode.SECRET_EXISTS)
                        .message())
                .contains("'s1'");
    }

    @Test
    void anIdThatWasInUseIsNeverUsedAgain() {
        story.secretDeleted("s1");

        when(story, add("s1", "Key", value("v1"))).isRejected(RejectionCode.SECRET_EXISTS);
    }

    @Test
    void anIdThatWasActiveOnceIsNeverUsedAgain() {
        story.synced().secretDeleted("s1").synced();

        when(story, add("s1", "Key", value("v1"))).isRejected(RejectionCode.SECRET_EXISTS);
    }

    @Test
    void anEditMakesTheNextVersionAndSaysOnlyWhatItChanges() {
        when(story, rename("s1", "New")).isAcceptedWith(new SecretEdited(META, "s1", 2, "New", null, null));
        var second = when(story, revalue("s1", value("v1")))
                .isAcceptedWith(new SecretEdited(META, "s1", 3, null, null, value("v1")));
        assertThat(second.version()).isEqualTo(3);
        when(story, new EditSecret(PROJECT, OWNER, "s1", null, "", null, null))
                .isAcceptedWith(new SecretEdited(META, "s1", 4, null, "", null));
        when(story, new EditSecret(PROJECT, OWNER, "s1", "All", "of it", value("v2"), 4L))
                .isAcceptedWith(new SecretEdited(META, "s1", 5, "All", "of it", value("v2")));
    }

    @Test
    void anEditOfNothingIsMalformed() {
        when(story, new EditSecret(PROJECT, OWNER, "s1", null, null, null, null))
                .isRejected(RejectionCode.MALFORMED);
    }

    @Test
    void onlyASecretOfTheDraftIsEdited() {
        story.secretDeleted("s1");

        when(story, rename("s1", "New")).isRejected(RejectionCode.SECRET_NOT_FOUND);
        assertThat(when(story, rename("s-none", "New"))
                        .isRejected(RejectionCode.SECRET_NOT_FOUND)
                        .message())
                .isEqualTo("Expected to edit secret 's-none', but the draft has none with this id");
    }

    @Test
    void anEditOfAnotherVersionThanExpectedIsStaleAndLearnsTheCurrentOne() {
        story.renamed("s1", "Second");

        for (long version : new long[] {1, 3, 0, -1, Long.MAX_VALUE}) {
            Rejected rejected = when(story, new EditSecret(PROJECT, OWNER, "s1", "Mine", null, null, version))
                    .isRejected(RejectionCode.STALE_VERSION);
            assertThat(rejected.currentVersion()).isEqualTo(2);
            assertThat(rejected.message())
                    .isEqualTo("Expected version " + version + " of secret 'Second', but it is at version 2");
        }
        when(story, new EditSecret(PROJECT, OWNER, "s1", "Mine", null, null, 2L))
                .isAccepted();
    }

    @Test
    void aDeletionOfAnotherVersionThanExpectedIsStaleAndLearnsTheCurrentOne() {
        story.renamed("s1", "Second").saved("f1", call("n1", "apiKey", "s1"));

        for (long version : new long[] {1, 3, 0, -1, Long.MAX_VALUE}) {
            Rejected rejected = when(story, new DeleteSecret(PROJECT, OWNER, "s1", version))
                    .isRejected(RejectionCode.STALE_VERSION);
            assertThat(rejected.currentVersion()).isEqualTo(2);
        }
        when(story, new DeleteSecret(PROJECT, OWNER, "s1", 2L)).isRejected(RejectionCode.SECRET_BOUND);
        story.actionflowDeleted("f1");
        when(story, new DeleteSecret(PROJECT, OWNER, "s1", 2L)).isAccepted();
    }

    @Test
    void versionsAreComparedAsNumbersHoweverLarge() {
        Story old = story.happened(new SecretEdited(META, "s1", 1000, "Key", null, null));

        when(old, new EditSecret(PROJECT, OWNER, "s1", "Mine", null, null, 1000L))
                .isAccepted();
    }

    @Test
    void aSecretThatNothingBindsIsDeleted() {
        when(story, delete("s1")).isAcceptedWith(new SecretDeleted(META, "s1"));
        when(story, delete("s1")).isRejected(RejectionCode.SECRET_NOT_FOUND);
    }

    @Test
    void deletingABoundSecretIsRejectedWithEveryUsage() {
        story.saved("f2", call("call", "key", "s1"))
                .saved("f1", call("a", "key", "s1"), call("b", "user", "s1"))
                .saved("f3");

        Rejected rejected = when(story, delete("s1")).isRejected(RejectionCode.SECRET_BOUND);

        assertThat(rejected.usages())
                .containsExactly(
                        new Usage("f1", 1, "a", "key"),
                        new Usage("f1", 1, "b", "user"),
                        new Usage("f2", 1, "call", "key"));
        assertThat(rejected.usageCount()).isEqualTo(3);
        assertThat(rejected.message())
                .isEqualTo("Expected to delete secret 'Key', but Actionflow 'f1' binds it in node 'a'"
                        + " (and 2 more inputs)");
    }

    @Test
    void theOnlyUsageIsNamedInTheSentence() {
        story.saved("f1", call("a", "key", "s1"));

        assertThat(when(story, delete("s1"))
                        .isRejected(RejectionCode.SECRET_BOUND)
                        .message())
                .isEqualTo("Expected to delete secret 'Key', but Actionflow 'f1' binds it in node 'a'");
    }

    @Test
    void aSecretBoundByAnEarlierVersionAloneIsDeleted() {
        story.saved("f1", call("a", "key", "s1")).synced().saved("f1");

        when(story, delete("s1")).isAccepted();
    }

    @Test
    void aSecretBoundByADeletedActionflowAloneIsDeletedEvenWhileThatIsActive() {
        story.saved("f1", call("a", "key", "s1")).synced().actionflowDeleted("f1");

        when(story, delete("s1")).isAccepted();
    }

    @Test
    void aRenameKeepsTheSecretBound() {
        story.saved("f1", call("a", "key", "s1"));

        when(story, rename("s1", "New")).isAccepted();
        when(story, delete("s1")).isRejected(RejectionCode.SECRET_BOUND);
    }
}
