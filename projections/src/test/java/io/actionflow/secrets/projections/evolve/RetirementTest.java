package io.actionflow.secrets.projections.evolve;

import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.RetiredEntry;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.schemas.event.GivenUpValue;
import io.actionflow.secrets.schemas.event.ValuesErased;
import io.actionflow.secrets.schemas.event.ValuesErasing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a value is retired: when nothing new can use it any more, and no moment sooner. */
final class RetirementTest {

    private final MemoryEntryStore store = new MemoryEntryStore();
    private final Story story = Story.of(PROJECT, store).secret("s", "key");
    private final ProjectView view = new ProjectView(PROJECT, store, Story.HASH);

    @Test
    void theSyncThatReplacesAValueRetiresIt() {
        story.synced().revalued("s", "v2");
        assertThat(retired()).isEmpty();

        story.synced();

        assertThat(retired()).containsExactly(new RetiredEntry("s", "s-v1", META.at(), true));
    }

    @Test
    void theSyncThatTakesASecretAwayRetiresItsValue() {
        story.synced().secretDeleted("s");
        assertThat(retired()).isEmpty();

        story.synced();

        assertThat(retired()).containsExactly(new RetiredEntry("s", "s-v1", META.at(), true));
    }

    @Test
    void aValueThatNoSyncMadeActiveIsRetiredAtOnceByTheNextOne() {
        story.revalued("s", "v2");

        assertThat(retired()).containsExactly(new RetiredEntry("s", "s-v1", META.at(), false));
    }

    @Test
    void aSecretThatIsDeletedBetweenTwoSyncsRetiresItsValueAtOnce() {
        story.secretDeleted("s");

        assertThat(retired()).containsExactly(new RetiredEntry("s", "s-v1", META.at(), false));
    }

    @Test
    void deletingAnEditedSecretRetiresTheDraftAtOnceAndTheActiveValueWithTheSync() {
        story.synced().revalued("s", "v2").secretDeleted("s");
        assertThat(retired()).containsExactly(new RetiredEntry("s", "v2", META.at(), false));

        story.synced();

        assertThat(retired())
                .containsExactlyInAnyOrder(
                        new RetiredEntry("s", "v2", META.at(), false), new RetiredEntry("s", "s-v1", META.at(), true));
    }

    @Test
    void aRenameRetiresNothing() {
        story.synced().renamed("s", "other").synced();

        assertThat(retired()).isEmpty();
    }

    @Test
    void aValueThatIsGivenUpIsRememberedAsErasedAndAwaitsItsReceipt() {
        story.revalued("s", "v2").happened(erasing(retired()));

        assertThat(retired()).isEmpty();
        assertThat(view.value("s-v1")).extracting(ValueEntry::isErased).isEqualTo(true);
        assertThat(view.erasing("s-v1")).isNotNull();

        story.happened(new ValuesErased(META, List.of("s-v1")));

        assertThat(view.erasing("s-v1")).isNull();
        assertThat(view.value("s-v1")).extracting(ValueEntry::isErased).isEqualTo(true);
    }

    @Test
    void givingUpAWholeProjectLeavesNothingRetiredAndNothingOfAnother() {
        Story.of("q", store).secret("s", "key").revalued("s", "v2");
        story.synced().revalued("s", "v2").synced().revalued("s", "v3");

        ProjectState project = new ProjectState(PROJECT, store, Story.HASH);
        Retirement.forget(project);
        Retirement.giveUpDeleted(project, List.of("s-v1", "v2", "v3"), META.at());

        assertThat(retired()).isEmpty();
        assertThat(List.of("s-v1", "v2", "v3")).allMatch(id -> view.erasing(id) != null);
        List<RetiredEntry> others = new ArrayList<>();
        new ProjectView("q", store, Story.HASH).retired(others::add);
        assertThat(others).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void afterAnyHistoryExactlyTheValuesThatNothingCanReachAreRetiredOrErased(long seed) {
        Random random = new Random(seed);
        Set<String> secrets = new HashSet<>(Set.of("s"));
        for (int step = 0; step < 120; step++) {
            happen(random, step, secrets);
            if (random.nextInt(8) == 0 && !retired().isEmpty()) {
                story.happened(erasing(
                        retired().subList(0, 1 + random.nextInt(retired().size()))));
            }
            Set<String> leaving = leaving();
            assertThat(Collections.disjoint(reachable(), leaving))
                    .as("seed %d, step %d", seed, step)
                    .isTrue();
            Set<String> claimed = claimed();
            claimed.removeAll(reachable());
            assertThat(leaving).as("seed %d, step %d", seed, step).isEqualTo(claimed);
        }
    }

    private void happen(Random random, int step, Set<String> secrets) {
        String any = new ArrayList<>(new TreeSet<>(secrets)).get(random.nextInt(secrets.size()));
        boolean isThere = view.secret(any) != null;
        switch (random.nextInt(6)) {
            case 0 -> {
                secrets.add("s" + step);
                story.secret("s" + step, "name " + step);
            }
            case 1, 2 -> {
                if (isThere) {
                    story.revalued(any, "v" + step);
                }
            }
            case 3 -> {
                if (isThere) {
                    story.secretDeleted(any);
                }
            }
            case 4 -> {
                if (isThere) {
                    story.renamed(any, "renamed " + step);
                }
            }
            default -> story.synced();
        }
    }

    private List<RetiredEntry> retired() {
        List<RetiredEntry> retired = new ArrayList<>();
        view.retired(retired::add);
        return retired;
    }

    private static ValuesErasing erasing(List<RetiredEntry> retired) {
        return new ValuesErasing(
                META,
                retired.stream()
                        .map(it -> new GivenUpValue(it.secretId(), it.valueId(), it.at(), it.used()))
                        .toList());
    }

    private Set<String> claimed() {
        Set<String> claimed = new HashSet<>();
        view.values((id, value) -> claimed.add(value.value().valueId()));
        return claimed;
    }

    private Set<String> leaving() {
        Set<String> leaving = new HashSet<>();
        retired().forEach(it -> leaving.add(it.valueId()));
        view.values(
                (id, value) -> !value.isErased() || leaving.add(value.value().valueId()));
        return leaving;
    }

    /** What the draft or the current Sync has, found without any of the code under test. */
    private Set<String> reachable() {
        Set<String> reachable = new HashSet<>();
        store.scan(PROJECT + "/secret/", (key, entry) -> {
            SecretEntry secret = (SecretEntry) entry;
            if (!secret.deleted()) {
                reachable.add(secret.valueId());
            }
            ActiveSecretEntry active =
                    view.activeSecret(secret.secretId(), view.project().sync());
            if (active != null && active.valueId() != null) {
                reachable.add(active.valueId());
            }
            return true;
        });
        return reachable;
    }
}
