package io.actionflow.secrets.projections.evolve;

import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.call;
import static io.actionflow.secrets.projections.fixture.Story.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.CountingEntryStore;
import io.actionflow.secrets.projections.fixture.CountingEntryStore.Cost;
import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.schemas.event.ActionflowSaved;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an event costs is a matter of the event, never of the project's size. */
final class CostTest {

    private static final List<Event> EVENTS = List.of(
            new MemberRoleSet(META, "max", Role.OWNER),
            new CommandRefused(META, "Sync", RejectionCode.PERMISSION_DENIED, "p1"),
            new SecretAdded(META, "new", "new", "", value("new-v1")),
            new SecretEdited(META, "s-7", 2, "another", "", value("s-7-v2")),
            new ActionflowSaved(META, "f-3", 2, List.of(call("n", "key", "s-7"), call("n", "user", "new"))),
            new Synced(META, 2, 3),
            new SecretDeleted(META, "s-8"),
            new Synced(META, 3, 1));

    @Test
    void anEventCostsTheSameInASmallAndInALargeProject() {
        assertThat(costs(10_000)).isEqualTo(costs(10));
    }

    @Test
    void aSyncCostsWhatChanged() {
        Cost one = costOfSync(1);
        Cost hundred = costOfSync(100);

        // Each secret: its active entry, its former value retired, and its change taken away. Besides: the project,
        // twice.
        assertThat(one.writes()).isEqualTo(3 + 2);
        assertThat(hundred.writes()).isEqualTo(3 * 100 + 2);
        assertThat(hundred.reads()).isLessThanOrEqualTo(100 * one.reads());
    }

    @Test
    void aSyncThatTakesASecretAwayAlsoTakesItsTextsAway() {
        CountingEntryStore store = new CountingEntryStore(new MemoryEntryStore());
        Story story = projectOf(1000, store).secretDeleted("s-8").secretDeleted("s-9");

        Cost cost = store.costOf(() -> story.happened(new Synced(META, 2, 2)));

        assertThat(cost.writes()).isEqualTo(4 * 2 + 2);
    }

    @Test
    void aCommandWritesAHandfulOfEntries() {
        assertThat(costs(10).stream().mapToLong(Cost::writes)).allMatch(writes -> writes <= 12);
    }

    private static List<Cost> costs(int size) {
        CountingEntryStore store = new CountingEntryStore(new MemoryEntryStore());
        Story story = projectOf(size, store);
        List<Cost> costs = new ArrayList<>();
        for (Event event : EVENTS) {
            costs.add(store.costOf(() -> story.happened(event)));
        }
        return costs;
    }

    private static Cost costOfSync(int changes) {
        CountingEntryStore store = new CountingEntryStore(new MemoryEntryStore());
        Story story = projectOf(1000, store);
        for (int i = 0; i < changes; i++) {
            story.revalued("s-" + i, "s-" + i + "-v2");
        }
        return store.costOf(() -> story.happened(new Synced(META, 2, changes)));
    }

    private static Story projectOf(int secrets, CountingEntryStore store) {
        Story story = Story.of(Story.PROJECT, store);
        for (int i = 0; i < secrets; i++) {
            story.secret("s-" + i, "secret " + i);
        }
        for (int i = 0; i < secrets; i++) {
            story.saved("f-" + i, call("n", "key", "s-" + (i / 2 * 2 + 1) % 7));
        }
        return story.synced();
    }
}
