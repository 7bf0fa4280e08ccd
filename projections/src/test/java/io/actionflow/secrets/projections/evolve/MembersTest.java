package io.actionflow.secrets.projections.evolve;

import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.MemberEntry;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MembersTest {

    private final Story story = Story.ofNewProject();

    @Test
    void whoeverCreatesAProjectIsItsOnlyOwner() {
        assertThat(story.view().role(OWNER)).isEqualTo(Role.OWNER);
        assertThat(story.view().project()).isEqualTo(new ProjectEntry(1, Story.hashOf(1), 0, 1, META.at()));
    }

    @Test
    void aMemberHasTheRoleThatWasSetLast() {
        story.member("max", Role.EDITOR).member("max", Role.MANAGER);

        assertThat(story.view().role("max")).isEqualTo(Role.MANAGER);
    }

    @Test
    void aRemovedMemberHasNoRole() {
        story.member("max", Role.EDITOR).memberRemoved("max");

        assertThat(story.view().role("max")).isNull();
        assertThat(members()).containsExactly(new MemberEntry(OWNER, Role.OWNER));
    }

    @Test
    void membersAreToldApartByEveryCharacter() {
        story.member("Max", Role.EDITOR).member("max ", Role.VIEWER).member("e\u0301", Role.VIEWER);

        assertThat(story.view().role("max")).isNull();
        assertThat(story.view().role("\u00e9")).as("unlike names of secrets").isNull();
        assertThat(members()).hasSize(4);
    }

    @Test
    void ownersAreCountedThroughEveryChange() {
        assertThat(owners()).isEqualTo(1);
        assertThat(owners(story.member("max", Role.OWNER))).isEqualTo(2);
        assertThat(owners(story.member("max", Role.OWNER)))
                .as("once more the same")
                .isEqualTo(2);
        assertThat(owners(story.member("max", Role.VIEWER))).isEqualTo(1);
        assertThat(owners(story.member("max", Role.EDITOR))).isEqualTo(1);
        assertThat(owners(story.memberRemoved("max"))).isEqualTo(1);
        assertThat(owners(story.member("eve", Role.OWNER))).isEqualTo(2);
        assertThat(owners(story.memberRemoved("eve"))).isEqualTo(1);
    }

    @Test
    void aRefusalIsHistoryAndNothingElse() {
        MemoryEntryStore store = new MemoryEntryStore();
        Story told = Story.of(Story.PROJECT, store).secret("s1", "name");
        Map<String, Entry> before = store.entries();

        told.happened(new CommandRefused(META, "DeleteSecret", RejectionCode.PERMISSION_DENIED, "s1"));

        Map<String, Entry> after = store.entries();
        assertThat(told.sequence()).isEqualTo(3);
        before.remove("p1/project");
        after.remove("p1/project");
        assertThat(after).isEqualTo(before);
    }

    private int owners() {
        return owners(story);
    }

    private static int owners(Story story) {
        return story.view().project().owners();
    }

    private List<MemberEntry> members() {
        List<MemberEntry> members = new ArrayList<>();
        story.view().members(members::add);
        return members;
    }
}
