package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.commands.decide.Asked.when;
import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.OWNER;
import static io.actionflow.secrets.projections.fixture.Story.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.event.MemberRemoved;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.RejectionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MemberRulesTest {

    private static final String OTHER = "omar";

    @ParameterizedTest
    @EnumSource(Role.class)
    void anOwnerMakesAnybodyAMember(Role role) {
        when(Story.ofNewProject(), set(OTHER, role)).isAcceptedWith(new MemberRoleSet(META, OTHER, role));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anOwnerChangesTheRoleOfAMember(Role role) {
        Story story = Story.ofNewProject().member(OTHER, Role.MANAGER);

        when(story, set(OTHER, role)).isAcceptedWith(new MemberRoleSet(META, OTHER, role));
    }

    @Test
    void aMemberMayBeAnyText() {
        String member = "Zoë <z@x>\u0000\n' \ud83d\udd11";

        when(Story.ofNewProject(), set(member, Role.VIEWER))
                .isAcceptedWith(new MemberRoleSet(META, member, Role.VIEWER));
    }

    @Test
    void aMemberIsRemoved() {
        when(Story.ofNewProject().member(OTHER, Role.EDITOR), remove(OTHER))
                .isAcceptedWith(new MemberRemoved(META, OTHER));
    }

    @Test
    void whoIsNoMemberCannotBeRemoved() {
        Story story = Story.ofNewProject().member(OTHER, Role.EDITOR).memberRemoved(OTHER);

        assertThat(when(story, remove("nobody"))
                        .isRejected(RejectionCode.MEMBER_NOT_FOUND)
                        .message())
                .contains("'nobody'");
        when(story, remove(OTHER)).isRejected(RejectionCode.MEMBER_NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "OWNER")
    void theLastOwnerCannotStepDown(Role role) {
        assertThat(when(Story.ofTeam(), set(OWNER, role))
                        .isRejected(RejectionCode.LAST_OWNER)
                        .message())
                .isEqualTo("Expected to make 'olga' " + role + ", but 'olga' is the project's last OWNER");
    }

    @Test
    void theLastOwnerCannotLeave() {
        when(Story.ofTeam(), remove(OWNER)).isRejected(RejectionCode.LAST_OWNER);
    }

    @Test
    void theLastOwnerMayBeMadeOwnerOnceMore() {
        when(Story.ofNewProject(), set(OWNER, Role.OWNER)).isAccepted();
        when(Story.ofNewProject().happened(new MemberRoleSet(META, OWNER, Role.OWNER)), remove(OWNER))
                .isRejected(RejectionCode.LAST_OWNER);
    }

    @Test
    void withASecondOwnerTheFirstMayStepDownAndThenTheSecondIsTheLast() {
        Story story = Story.ofNewProject().member(OTHER, Role.OWNER);

        when(story, set(OWNER, Role.VIEWER)).isAccepted();
        when(story, by(OTHER, OTHER)).isRejected(RejectionCode.LAST_OWNER);
    }

    @Test
    void withASecondOwnerTheFirstMayLeaveAndThenTheSecondIsTheLast() {
        Story story = Story.ofNewProject().member(OTHER, Role.OWNER);

        when(story, remove(OWNER)).isAccepted();
        when(story, by(OTHER, OTHER)).isRejected(RejectionCode.LAST_OWNER);
        when(story, new SetMemberRole(PROJECT, OTHER, OTHER, Role.MANAGER)).isRejected(RejectionCode.LAST_OWNER);
    }

    @Test
    void anOwnerMayRemoveAnotherAndThenIsTheLast() {
        Story story = Story.ofNewProject().member(OTHER, Role.OWNER);

        when(story, remove(OTHER)).isAccepted();
        when(story, remove(OWNER)).isRejected(RejectionCode.LAST_OWNER);
    }

    @Test
    void anOwnerWhoComesBackCountsAgain() {
        Story story = Story.ofNewProject()
                .member(OTHER, Role.OWNER)
                .memberRemoved(OTHER)
                .member(OTHER, Role.OWNER);

        when(story, remove(OWNER)).isAccepted();
    }

    @Test
    void amongThreeOwnersTwoMayGo() {
        Story story = Story.ofNewProject().member(OTHER, Role.OWNER).member("ida", Role.OWNER);

        when(story, remove(OTHER)).isAccepted();
        when(story, set("ida", Role.EDITOR)).isAccepted();
        when(story, remove(OWNER)).isRejected(RejectionCode.LAST_OWNER);
    }

    private static SetMemberRole set(String member, Role role) {
        return new SetMemberRole(PROJECT, OWNER, member, role);
    }

    private static RemoveMember remove(String member) {
        return by(OWNER, member);
    }

    private static RemoveMember by(String actor, String member) {
        return new RemoveMember(PROJECT, actor, member);
    }
}
