package io.actionflow.secrets.projections.evolve;

import static io.actionflow.secrets.projections.fixture.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.ActiveActionflowEntry;
import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.ActiveVersionEntry;
import org.junit.jupiter.api.Test;

final class SyncTest {

    private final Story story = Story.ofNewProject().secret("s1", "one").saved("f1", call("n1", "key", "s1"));

    @Test
    void nothingIsActiveBeforeTheFirstSync() {
        assertThat(activeValue("s1", 0)).isEqualTo("never active");
        assertThat(activeVersionOf("f1", 0)).isEqualTo(-1);
        assertThat(story.view().activeVersion("f1", 1)).isNull();
        assertThat(story.view().changedSecrets()).containsExactly("s1");
        assertThat(story.view().changedActionflows()).containsExactly("f1");
    }

    @Test
    void aSyncMakesEverythingActiveTogether() {
        story.synced();

        assertThat(story.sync()).isEqualTo(1);
        assertThat(activeValue("s1", 1)).isEqualTo("s1-v1");
        assertThat(activeVersionOf("f1", 1)).isEqualTo(1);
        assertThat(story.view().activeVersion("f1", 1)).isEqualTo(new ActiveVersionEntry(1));
        assertThat(story.view().changedSecrets()).isEmpty();
        assertThat(story.view().changedActionflows()).isEmpty();
    }

    @Test
    void aRunSeesTheSyncThatItBeganWithHoweverManyFollow() {
        story.synced(); // 1
        story.revalued("s1", "v2").synced(); // 2
        story.saved("f1").synced(); // 3
        story.revalued("s1", "v3").revalued("s1", "v4").synced(); // 4
        story.secretDeleted("s1").actionflowDeleted("f1").synced(); // 5

        assertThat(activeValue("s1", 0)).isEqualTo("never active");
        assertThat(activeValue("s1", 1)).isEqualTo("s1-v1");
        assertThat(activeValue("s1", 2)).isEqualTo("v2");
        assertThat(activeValue("s1", 3)).as("not written again at Sync 3").isEqualTo("v2");
        assertThat(activeValue("s1", 4)).as("what came between is skipped").isEqualTo("v4");
        assertThat(activeValue("s1", 5)).isEqualTo("gone");
        assertThat(activeValue("s1", 99)).isEqualTo("gone");
        assertThat(activeVersionOf("f1", 1)).isEqualTo(1);
        assertThat(activeVersionOf("f1", 2)).isEqualTo(1);
        assertThat(activeVersionOf("f1", 3)).isEqualTo(2);
        assertThat(activeVersionOf("f1", 4)).isEqualTo(2);
        assertThat(activeVersionOf("f1", 5)).isZero();
    }

    @Test
    void theDraftMovesWithoutMovingWhatIsActive() {
        story.synced().revalued("s1", "v2").saved("f1").secret("s2", "two");

        assertThat(activeValue("s1", 1)).isEqualTo("s1-v1");
        assertThat(activeValue("s2", 1)).isEqualTo("never active");
        assertThat(activeVersionOf("f1", 1)).isEqualTo(1);
    }

    @Test
    void aDeletedSecretStaysActiveUntilTheNextSync() {
        story.synced().saved("f1").secretDeleted("s1");

        assertThat(activeValue("s1", story.sync())).isEqualTo("s1-v1");
        story.synced();
        assertThat(activeValue("s1", story.sync())).isEqualTo("gone");
    }

    @Test
    void whatWasAddedAndDeletedBetweenTwoSyncsLeavesNothingToDo() {
        story.synced()
                .secret("s2", "two")
                .revalued("s2", "v2")
                .secretDeleted("s2")
                .saved("f2")
                .actionflowDeleted("f2");

        assertThat(story.view().changedSecrets()).isEmpty();
        assertThat(story.view().changedActionflows()).isEmpty();
    }

    @Test
    void anActionflowThatIsGoneAndWasSavedAndDeletedAgainLeavesNothingToDo() {
        story.synced().actionflowDeleted("f1").synced().saved("f1").actionflowDeleted("f1");

        assertThat(story.view().changedActionflows()).isEmpty();
    }

    @Test
    void anActionflowDeletedAndSavedAgainBetweenTwoSyncsGoesOnAsItsNextVersion() {
        story.synced()
                .actionflowDeleted("f1")
                .saved("f1", call("n1", "key", "s1"))
                .synced();

        assertThat(activeVersionOf("f1", 1)).isEqualTo(1);
        assertThat(activeVersionOf("f1", 2)).isEqualTo(2);
        assertThat(story.view().activeVersion("f1", 2)).isEqualTo(new ActiveVersionEntry(2));
    }

    @Test
    void anActionflowSavedAgainAfterItWasGoneIsActiveAgain() {
        story.synced().actionflowDeleted("f1").synced().saved("f1").synced();

        assertThat(activeVersionOf("f1", 2)).isZero();
        assertThat(activeVersionOf("f1", 3)).isEqualTo(2);
    }

    @Test
    void earlierVersionsStayCallable() {
        story.synced().saved("f1").saved("f1").synced();

        assertThat(story.view().activeVersion("f1", 1)).isEqualTo(new ActiveVersionEntry(1));
        assertThat(story.view().activeVersion("f1", 2)).as("never synchronized").isNull();
        assertThat(story.view().activeVersion("f1", 3)).isEqualTo(new ActiveVersionEntry(2));
    }

    @Test
    void aRenameIsAChangeThatMovesNoActiveValue() {
        story.synced().renamed("s1", "uno");
        assertThat(story.view().changedSecrets()).containsExactly("s1");

        story.synced();

        assertThat(activeValue("s1", 2)).isEqualTo("s1-v1");
        assertThat(story.view().changedSecrets()).isEmpty();
    }

    @Test
    void aValueThatChangedAndADeletionInOneSyncEndInTheDeletion() {
        story.synced().revalued("s1", "v2").saved("f1").secretDeleted("s1").synced();

        assertThat(activeValue("s1", 2)).isEqualTo("gone");
    }

    private String activeValue(String secretId, long sync) {
        ActiveSecretEntry active = story.view().activeSecret(secretId, sync);
        return active == null ? "never active" : active.isGone() ? "gone" : active.valueId();
    }

    private long activeVersionOf(String actionflowId, long sync) {
        ActiveActionflowEntry active = story.view().activeActionflow(actionflowId, sync);
        return active == null ? -1 : active.version();
    }
}
