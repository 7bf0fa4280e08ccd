package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.OWNER;
import static io.actionflow.secrets.projections.fixture.Story.PROJECT;
import static io.actionflow.secrets.projections.fixture.Story.call;
import static io.actionflow.secrets.projections.fixture.Story.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.CountingEntryStore;
import io.actionflow.secrets.projections.fixture.CountingEntryStore.Cost;
import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.record.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A decision reads a handful of entries, in a small project and in a large one, and writes none. */
final class DeciderCostTest {

    private static final List<Command> COMMANDS = List.of(
            new SetMemberRole(PROJECT, OWNER, "max", Role.VIEWER),
            new RemoveMember(PROJECT, OWNER, "max"),
            Asked.add("new", "new", value("v")),
            Asked.rename("s-1", "secret 2"),
            Asked.revalue("s-1", value("v")),
            Asked.delete("s-1"),
            Asked.delete("s-2"),
            Asked.save("f-1", call("n", "i", "s-1"), call("n", "j", "s-2")),
            new DeleteActionflow(PROJECT, OWNER, "f-1"),
            new Sync(PROJECT, OWNER));

    @Test
    void aDecisionCostsTheSameInASmallAndInALargeProject() {
        List<Cost> small = costs(10);

        assertThat(costs(10_000)).isEqualTo(small);
        assertThat(small).allSatisfy(cost -> {
            assertThat(cost.writes()).isZero();
            assertThat(cost.reads()).isLessThanOrEqualTo(10);
        });
    }

    private static List<Cost> costs(int size) {
        CountingEntryStore store = new CountingEntryStore(new MemoryEntryStore());
        Story story = Story.of(PROJECT, store).arrived(value("v"));
        for (int i = 0; i < size; i++) {
            story.secret("s-" + i, "secret " + i).member("member " + i, Role.VIEWER);
        }
        story.saved("f-1", call("n", "i", "s-1")).synced().renamed("s-3", "renamed");
        return COMMANDS.stream()
                .map(command -> store.costOf(() -> Deciders.decide(story.view(), META, command)))
                .toList();
    }
}
