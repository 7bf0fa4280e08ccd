package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.commands.decide.Asked.when;
import static io.actionflow.secrets.projections.fixture.Story.EDITOR;
import static io.actionflow.secrets.projections.fixture.Story.MANAGER;
import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.OWNER;
import static io.actionflow.secrets.projections.fixture.Story.PROJECT;
import static io.actionflow.secrets.projections.fixture.Story.STRANGER;
import static io.actionflow.secrets.projections.fixture.Story.VIEWER;
import static io.actionflow.secrets.projections.fixture.Story.call;
import static io.actionflow.secrets.projections.fixture.Story.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.AnswerMatch;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandTypes;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.MatchSecret;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.ResealValue;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.record.Compared;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role, and having none, against every command. */
final class PermissionRulesTest {

    private static final List<String> EVERYBODY = List.of(OWNER, MANAGER, EDITOR, VIEWER, STRANGER);
    private static final Set<String> NOBODY_BUT_OWNERS = Set.of(OWNER);
    private static final Set<String> SECRET_KEEPERS = Set.of(OWNER, MANAGER);
    private static final Set<String> FLOW_MAKERS = Set.of(OWNER, MANAGER, EDITOR);

    /** A command that the {@link #team()} would be granted, were it not for the role. */
    private record Wish(Set<String> granted, Function<String, Command> byActor) {}

    private static final Map<Class<? extends Command>, Wish> WISHES = Map.ofEntries(
            Map.entry(
                    SetMemberRole.class,
                    new Wish(NOBODY_BUT_OWNERS, actor -> new SetMemberRole(PROJECT, actor, "new", Role.VIEWER))),
            Map.entry(
                    RemoveMember.class, new Wish(NOBODY_BUT_OWNERS, actor -> new RemoveMember(PROJECT, actor, VIEWER))),
            Map.entry(
                    AddSecret.class,
                    new Wish(SECRET_KEEPERS, actor -> new AddSecret(PROJECT, actor, "s9", "new", "", value("v9")))),
            Map.entry(
                    EditSecret.class,
                    new Wish(
                            SECRET_KEEPERS,
                            actor -> new EditSecret(PROJECT, actor, "s1", "renamed", null, null, null))),
            Map.entry(DeleteSecret.class, new Wish(SECRET_KEEPERS, actor -> new DeleteSecret(PROJECT, actor, "s1"))),
            Map.entry(
                    SaveActionflow.class,
                    new Wish(
                            FLOW_MAKERS,
                            actor -> new SaveActionflow(PROJECT, actor, "f2", List.of(call("n", "i", "s1"))))),
            Map.entry(
                    DeleteActionflow.class, new Wish(FLOW_MAKERS, actor -> new DeleteActionflow(PROJECT, actor, "f1"))),
            Map.entry(Sync.class, new Wish(FLOW_MAKERS, actor -> new Sync(PROJECT, actor))),
            Map.entry(
                    MatchSecret.class,
                    new Wish(
                            NOBODY_BUT_OWNERS,
                            actor -> new MatchSecret(PROJECT, actor, "s1", Compared.DRAFT, value("v9")))),
            Map.entry(
                    RotateProjectKey.class, new Wish(NOBODY_BUT_OWNERS, actor -> new RotateProjectKey(PROJECT, actor))),
            Map.entry(
                    DeleteProject.class,
                    new Wish(NOBODY_BUT_OWNERS, actor -> new DeleteProject(PROJECT, actor, PROJECT))));

    static List<Arguments> everybodyAndEveryCommand() {
        List<Arguments> all = new ArrayList<>();
        for (Class<?> type : WISHES.keySet()) {
            EVERYBODY.forEach(actor -> all.add(Arguments.of(type, actor)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("everybodyAndEveryCommand")
    void aCommandIsGrantedToTheRolesOfTheDesignAndRefusedToAllOthers(Class<? extends Command> type, String actor) {
        Wish wish = WISHES.get(type);
        Command command = wish.byActor().apply(actor);
        Asked asked = when(team(), command);

        if (wish.granted().contains(actor)) {
            assertThat(asked.isAccepted()).isNotNull();
        } else {
            CommandRefused event =
                    new CommandRefused(META, type.getSimpleName(), RejectionCode.PERMISSION_DENIED, command.subject());
            Rejected rejected = asked.isRefused(RejectionCode.PERMISSION_DENIED, event);
            assertThat(rejected.message())
                    .contains("OWNER", type.getSimpleName(), "'" + actor + "'")
                    .contains(
                            actor.equals(STRANGER)
                                    ? "is no member"
                                    : "is " + team().view().role(actor));
        }
    }

    static List<RecordType<? extends Command>> types() {
        return CommandTypes.ALL;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyCommandIsInTheTableOrNeedsNoRole(RecordType<? extends Command> type) {
        boolean granted = Permissions.TABLE.values().stream().anyMatch(commands -> commands.contains(type.javaType()));

        assertThat(granted)
                .as("Say in Permissions.TABLE who may %s, or in NEED_NO_ROLE that anybody may", type.name())
                .isNotEqualTo(Permissions.NEED_NO_ROLE.contains(type.javaType()));
        if (granted) {
            assertThat(WISHES)
                    .as("Add a %s to PermissionRulesTest.WISHES, with who may do it", type.name())
                    .containsKey(type.javaType());
        }
    }

    @Test
    void onlyCreatingAProjectNeedsNoRoleAndWhatResolversSign() {
        assertThat(Permissions.NEED_NO_ROLE)
                .containsExactlyInAnyOrder(CreateProject.class, ResealValue.class, AnswerMatch.class);
    }

    @Test
    void aRoleCountsFromTheMomentItIsSetAndNoLonger() {
        Story story = team().member(STRANGER, Role.MANAGER);
        when(story, WISHES.get(DeleteSecret.class).byActor().apply(STRANGER)).isAccepted();

        story.memberRemoved(STRANGER);
        when(story, new Sync(PROJECT, STRANGER))
                .isRefused(
                        RejectionCode.PERMISSION_DENIED,
                        new CommandRefused(META, "Sync", RejectionCode.PERMISSION_DENIED, PROJECT));
    }

    @Test
    void aRefusalTellsNothingOfWhatExists() {
        Story story = team();
        Rejected ofOne = when(story, new DeleteSecret(PROJECT, VIEWER, "s1"))
                .isRefused(RejectionCode.PERMISSION_DENIED, refused("DeleteSecret", "s1"));
        Rejected ofNone = when(story, new DeleteSecret(PROJECT, VIEWER, "s-none"))
                .isRefused(RejectionCode.PERMISSION_DENIED, refused("DeleteSecret", "s-none"));

        assertThat(ofNone.message()).isEqualTo(ofOne.message());
    }

    @Test
    void whatIsMalformedIsNotRecordedEvenFromAStranger() {
        when(team(), new DeleteSecret(PROJECT, STRANGER, "no/id")).isRejected(RejectionCode.MALFORMED);
    }

    private static CommandRefused refused(String command, String subject) {
        return new CommandRefused(META, command, RejectionCode.PERMISSION_DENIED, subject);
    }

    private static Story team() {
        return Story.ofTeam().secret("s1", "Key").saved("f1").arrived(value("v9"));
    }
}
