package io.actionflow.secrets.projections.state;

import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.CountingEntryStore;
import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.event.SecretEdited;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an editor can see of the difference between the draft and what flows use. */
final class SecretStatusTest {

    private final CountingEntryStore store = new CountingEntryStore(new MemoryEntryStore());
    private final Story story = Story.of(Story.PROJECT, store);

    private SecretStatus status(String secretId) {
        return story.view().status(story.view().secretEver(secretId));
    }

    private List<String> listed() {
        List<String> listed = new ArrayList<>();
        story.view().secretsAndDeleting(secret -> listed.add(secret.secretId() + " " + secret.name()));
        return listed;
    }

    @Test
    void aSecretIsAddedUntilTheSyncThatMakesItActive() {
        story.secret("s1", "Key");
        assertThat(status("s1")).isEqualTo(SecretStatus.ADDED);

        story.revalued("s1", "v2");
        assertThat(status("s1")).as("edited, and still used by nobody").isEqualTo(SecretStatus.ADDED);

        story.synced();
        assertThat(status("s1")).isEqualTo(SecretStatus.ACTIVE);
    }

    @Test
    void anEditOfWhateverIsAChangeUntilTheSync() {
        story.secret("value", "1")
                .secret("name", "2")
                .secret("description", "3")
                .secret("untouched", "4");
        story.synced()
                .revalued("value", "v2")
                .renamed("name", "new")
                .happened(new SecretEdited(META, "description", 2, null, "what for", null));

        assertThat(List.of(status("value"), status("name"), status("description")))
                .containsOnly(SecretStatus.CHANGED);
        assertThat(status("untouched")).isEqualTo(SecretStatus.ACTIVE);

        story.synced();
        assertThat(List.of(status("value"), status("name"), status("description")))
                .containsOnly(SecretStatus.ACTIVE);
    }

    @Test
    void aDeletedSecretIsDeletingForAsLongAsFlowsUseIt() {
        story.secret("s1", "Key").synced().renamed("s1", "New").secretDeleted("s1");
        assertThat(status("s1")).isEqualTo(SecretStatus.DELETING);
        assertThat(listed()).containsExactly("s1 New");

        story.synced();
        assertThat(status("s1")).isNull();
        assertThat(listed()).isEmpty();
    }

    @Test
    void aDeletedSecretThatNobodyEverUsedHasNoStatus() {
        story.secret("s1", "Key").secretDeleted("s1");

        assertThat(status("s1")).isNull();
        assertThat(listed()).isEmpty();
    }

    @Test
    void whatIsListedIsInTheOrderOfIdsAndEndsWhenTheVisitorHasSeenEnough() {
        story.secret("a", "1")
                .secret("b", "2")
                .secret("c", "3")
                .secret("d", "4")
                .synced();
        story.secretDeleted("b").secret("bb", "2").secretDeleted("c").synced().secretDeleted("d");

        assertThat(listed()).containsExactly("a 1", "bb 2", "d 4");
        List<String> two = new ArrayList<>();
        story.view().secretsAndDeleting(secret -> {
            two.add(secret.secretId());
            return two.size() < 2;
        });
        assertThat(two).containsExactly("a", "bb");
    }

    @Test
    void whatASyncWillDoIsKnownOfEachAndOfAll() {
        story.secret("s1", "1")
                .secret("s2", "2")
                .saved("f1", call("n", "key", "s1"))
                .saved("f2");
        story.synced().renamed("s2", "new").secretDeleted("s1").saved("f1").saved("f3");

        assertThat(story.view().isChangedSecret("s1")).isTrue();
        assertThat(story.view().isChangedSecret("s2")).isTrue();
        assertThat(story.view().isChangedSecret("s")).isFalse();
        assertThat(story.view().isChangedActionflow("f1")).isTrue();
        assertThat(story.view().isChangedActionflow("f2")).isFalse();
        assertThat(changedActionflows(2)).containsExactly("f1", "f3");
        assertThat(changedActionflows(1)).containsExactly("f1");
        List<String> secrets = new ArrayList<>();
        story.view().changedSecrets(secrets::add);
        assertThat(secrets).isEqualTo(story.view().changedSecrets()).containsExactly("s1", "s2");

        story.synced();
        assertThat(story.view().isChangedSecret("s1")).isFalse();
        assertThat(story.view().isChangedActionflow("f1")).isFalse();
    }

    private List<String> changedActionflows(int most) {
        List<String> seen = new ArrayList<>();
        story.view().changedActionflows(id -> {
            seen.add(id);
            return seen.size() < most;
        });
        return seen;
    }

    @Test
    void aStatusCostsTheSameInASmallAndInALargeProject() {
        story.secret("s", "0").synced().renamed("s", "zero");
        long small = costOfStatus();
        for (int i = 0; i < 1000; i++) {
            story.secret("s" + i, "secret " + i);
        }

        assertThat(costOfStatus()).isEqualTo(small).isLessThanOrEqualTo(3);
    }

    private long costOfStatus() {
        SecretEntry secret = story.view().secret("s");
        return store.costOf(() -> story.view().status(secret)).reads();
    }
}
