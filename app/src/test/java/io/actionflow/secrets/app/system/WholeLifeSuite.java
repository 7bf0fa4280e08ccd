package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.system.Team.EDITOR;
import static io.actionflow.secrets.app.system.Team.INPUT;
import static io.actionflow.secrets.app.system.Team.MANAGER;
import static io.actionflow.secrets.app.system.Team.NODE;
import static io.actionflow.secrets.app.system.Team.OWNER;
import static io.actionflow.secrets.app.system.Team.STRANGER;
import static io.actionflow.secrets.app.system.Team.VIEWER;
import static io.actionflow.secrets.app.system.Team.accepted;
import static io.actionflow.secrets.app.system.Team.binding;
import static io.actionflow.secrets.app.system.Team.error;
import static io.actionflow.secrets.app.system.Team.outcome;
import static io.actionflow.secrets.app.system.Team.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.commands.client.NewSecret;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.result.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every rule of the system end to end, on whatever broker a subclass starts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WholeLifeSuite {

    private static final String FLOW = "daily-forecast";

    private BrokerFixture broker;
    private SystemFixture system;

    /** A broker without topics; the directory is there for one that wants it. */
    abstract BrokerFixture startBroker(Path directory);

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        broker = startBroker(directory.resolve("broker"));
        system = SystemFixture.start(broker, directory);
    }

    @AfterAll
    void stop() {
        // Null where the tests were skipped, or the start failed.
        if (system != null) {
            system.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    // ------------------------------------------------------------------ the life of a secret

    @Test
    void nothingTakesEffectBeforeSyncAndThenAllOfItTogether() throws Exception {
        Team team = Team.in(system);
        Accepted added = accepted(team.add(MANAGER, "weather", "Weather API key", "first-value"));
        Accepted saved = team.accepted(team.save(FLOW, binding("weather")));
        assertThat(saved.version()).isEqualTo(1);
        system.resolver().awaitSequence(team.projectId(), saved.sequence(), SystemFixture.PATIENCE);
        assertThat(saved.sequence()).isGreaterThan(added.sequence());
        assertThat(error(system.resolver().begin(team.projectId(), FLOW))).isEqualTo(ResolveError.NOT_ACTIVE);

        assertThat(team.sync().changes()).isEqualTo(2);
        assertThat(team.resolve(FLOW)).isEqualTo("first-value");

        assertThat(team.accepted(new Sync(team.projectId(), EDITOR)).changes())
                .as("a Sync with nothing to do says so")
                .isZero();
    }

    @Test
    void anEditedValueIsUsedFromTheNextSyncOnAndARunKeepsItsSyncToItsEnd() throws Exception {
        Team team = boundAndSynchronized();
        accepted(team.editValue(MANAGER, "weather", "second-value"));
        assertThat(team.resolve(FLOW)).isEqualTo("first-value");

        try (Run longRun = team.begin(FLOW)) {
            team.sync();
            assertThat(team.resolve(FLOW)).isEqualTo("second-value");
            assertThat(Team.resolve(longRun)).isEqualTo("first-value");
            try (Run elsewhere = system.resolver().resume(longRun.ref()).orElseThrow()) {
                assertThat(Team.resolve(elsewhere)).isEqualTo("first-value");
            }
        }
    }

    @Test
    void renamingBreaksNothing() throws Exception {
        Team team = boundAndSynchronized();
        accepted(team.rename(MANAGER, "weather", "Another name"));
        team.sync();

        assertThat(team.resolve(FLOW)).isEqualTo("first-value");
        accepted(team.add(MANAGER, "other", "Weather API key", "its name is free again"));
    }

    @Test
    void aDeletedSecretServesTheActiveFlowsUntilTheSyncThatUnbindsIt() throws Exception {
        Team team = boundAndSynchronized();
        team.accepted(team.save(FLOW));
        team.accepted(team.delete("weather"));
        assertThat(team.resolve(FLOW)).isEqualTo("first-value");

        try (Run longRun = team.begin(FLOW)) {
            team.sync();
            assertThat(Team.resolve(longRun)).isEqualTo("first-value");
        }
        try (Run latest = team.begin(FLOW);
                Run earlier = system.resolver().begin(team.projectId(), FLOW, 1).orElseThrow()) {
            assertThat(error(latest.resolve(NODE, INPUT))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(error(earlier.resolve(NODE, INPUT))).isEqualTo(ResolveError.SECRET_DELETED);
        }
        assertThat(error(system.resolver().begin(team.projectId(), FLOW, 3))).isEqualTo(ResolveError.NOT_ACTIVE);
    }

    @Test
    void aDeletedActionflowRunsUntilSync() throws Exception {
        Team team = boundAndSynchronized();
        team.accepted(new DeleteActionflow(team.projectId(), EDITOR, FLOW));
        assertThat(team.resolve(FLOW)).isEqualTo("first-value");

        team.sync();
        assertThat(error(system.resolver().begin(team.projectId(), FLOW))).isEqualTo(ResolveError.NOT_ACTIVE);
        rejected(
                RejectionCode.ACTIONFLOW_NOT_FOUND, team.outcome(new DeleteActionflow(team.projectId(), EDITOR, FLOW)));
    }

    @Test
    void aNodeGetsOnlyWhatItsOwnVersionBindsInIt() throws Exception {
        Team team = boundAndSynchronized();
        accepted(team.add(MANAGER, "unbound", "Nobody binds it", "never-given"));
        team.sync();
        try (Run run = team.begin(FLOW)) {
            assertThat(error(run.resolve("another-node", INPUT))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(error(run.resolve(NODE, "another-input"))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(error(run.resolveSecret(NODE, "unbound"))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(error(run.resolveSecret(NODE, "no-such-secret"))).isEqualTo(ResolveError.SECRET_NOT_FOUND);
        }
        assertThat(error(system.resolver().begin("no-such-project", FLOW))).isEqualTo(ResolveError.PROJECT_NOT_FOUND);
    }

    private Team boundAndSynchronized() throws Exception {
        Team team = Team.in(system);
        accepted(team.add(MANAGER, "weather", "Weather API key", "first-value"));
        team.accepted(team.save(FLOW, binding("weather")));
        team.sync();
        return team;
    }

    // ------------------------------------------------------------------ what is refused

    @Test
    void deletingABoundSecretIsRejectedWithEveryUsage() throws Exception {
        Team team = Team.in(system);
        accepted(team.add(MANAGER, "weather", "Weather API key", "v"));
        team.accepted(team.save("flow-1", binding("weather")));
        team.accepted(team.save(
                "flow-2", binding("weather"), new Binding("code \u0000 \"x\"", "Run Code", "token", "weather")));

        Rejected bound = rejected(RejectionCode.SECRET_BOUND, team.outcome(team.delete("weather")));
        assertThat(bound.usages())
                .containsExactlyInAnyOrder(
                        new Usage("flow-1", 1, NODE, INPUT),
                        new Usage("flow-2", 1, NODE, INPUT),
                        new Usage("flow-2", 1, "code \u0000 \"x\"", "token"));
        assertThat(bound.usageCount()).isEqualTo(3);
    }

    @Test
    void whatTheRulesForbidIsRejectedWithItsCode() throws Exception {
        Team team = Team.in(system);
        String project = team.projectId();
        accepted(team.add(MANAGER, "weather", "caf\u00e9", "v"));

        rejected(RejectionCode.PROJECT_EXISTS, team.outcome(new CreateProject(project, STRANGER)));
        rejected(RejectionCode.PROJECT_NOT_FOUND, team.outcome(new Sync("no-such-project", OWNER)));
        rejected(RejectionCode.LAST_OWNER, team.outcome(new RemoveMember(project, OWNER, OWNER)));
        rejected(RejectionCode.LAST_OWNER, team.outcome(new SetMemberRole(project, OWNER, OWNER, Role.VIEWER)));
        rejected(RejectionCode.MEMBER_NOT_FOUND, team.outcome(new RemoveMember(project, OWNER, STRANGER)));
        rejected(RejectionCode.NAME_EMPTY, team.add(MANAGER, "other", "", "v"));
        rejected(RejectionCode.NAME_TAKEN, team.add(MANAGER, "other", "cafe\u0301", "v"));
        rejected(RejectionCode.VALUE_EMPTY, team.add(MANAGER, "other", "Other", ""));
        rejected(RejectionCode.SECRET_EXISTS, team.add(MANAGER, "weather", "Other", "v"));
        rejected(RejectionCode.SECRET_NOT_FOUND, team.rename(MANAGER, "no-such-secret", "x"));
        rejected(RejectionCode.SECRET_NOT_FOUND, team.outcome(team.delete("no-such-secret")));
        rejected(RejectionCode.SECRET_NOT_FOUND, team.outcome(team.save(FLOW, binding("no-such-secret"))));
        Binding output = new Binding("output", "Output", "result", "weather");
        rejected(RejectionCode.OUTPUT_NODE_BINDING, team.outcome(team.save(FLOW, output)));
        SecretEdit stale = SecretEdit.of(project, MANAGER, "weather").named("x").expecting(7);
        Outcome edited = outcome(system.client().editSecret(stale));
        assertThat(rejected(RejectionCode.STALE_VERSION, edited).currentVersion())
                .isEqualTo(1);
        Rejected malformed = rejected(RejectionCode.MALFORMED, team.add(MANAGER, "no/id", "x", "v"));
        assertThat(malformed.field()).isEqualTo("secretId");

        accepted(team.add(MANAGER, "another", "CAF\u00c9", "case counts"));
        accepted(team.add(MANAGER, "spaced", "caf\u00e9 ", "spaces count"));
    }

    @Test
    void whatARoleDoesNotAllowIsDeniedAndRecorded() throws Exception {
        Team team = Team.in(system);
        String project = team.projectId();
        accepted(team.add(OWNER, "weather", "Weather API key", "v"));
        List<Command> denied = List.of(
                new SetMemberRole(project, MANAGER, STRANGER, Role.OWNER),
                new RemoveMember(project, MANAGER, VIEWER),
                new DeleteSecret(project, EDITOR, "weather"),
                new SaveActionflow(project, VIEWER, FLOW, List.of()),
                new DeleteActionflow(project, VIEWER, FLOW),
                new Sync(project, VIEWER),
                new Sync(project, STRANGER));
        for (Command command : denied) {
            rejected(RejectionCode.PERMISSION_DENIED, team.outcome(command));
        }
        rejected(RejectionCode.PERMISSION_DENIED, team.add(EDITOR, "other", "x", "v"));
        rejected(RejectionCode.PERMISSION_DENIED, team.rename(VIEWER, "weather", "x"));

        List<String> recorded = new ArrayList<>();
        for (RecordedEvent event : system.replay().histories().get(project)) {
            if (event.event() instanceof CommandRefused refused) {
                assertThat(refused.code()).isEqualTo(RejectionCode.PERMISSION_DENIED);
                recorded.add(refused.meta().actor() + " " + refused.command() + " " + refused.subject());
            }
        }
        assertThat(recorded)
                .containsExactly(
                        MANAGER + " SetMemberRole " + STRANGER,
                        MANAGER + " RemoveMember " + VIEWER,
                        EDITOR + " DeleteSecret weather",
                        VIEWER + " SaveActionflow " + FLOW,
                        VIEWER + " DeleteActionflow " + FLOW,
                        VIEWER + " Sync " + project,
                        STRANGER + " Sync " + project,
                        EDITOR + " AddSecret other",
                        VIEWER + " EditSecret weather");
    }

    // ------------------------------------------------------------------ sent again, and read at once

    @Test
    void aCommandThatIsSentAgainBringsItsFirstOutcomeAndMakesNoSecondEvent() throws Exception {
        Team team = Team.in(system);
        String commandId = Ids.random();
        NewSecret secret = new NewSecret(team.projectId(), MANAGER, "weather", "Weather API key", "");
        try (PlainValue value = PlainValue.copyOf(new byte[] {1, 2, 3})) {
            Outcome first = outcome(system.client().addSecret(commandId, secret, value));
            accepted(team.rename(MANAGER, "weather", "other"));
            assertThat(outcome(system.client().addSecret(commandId, secret, value)))
                    .isEqualTo(first);
            // By another client, which reads another partition perhaps.
            assertThat(outcome(system.newClient().addSecret(commandId, secret, value)))
                    .isEqualTo(first);
        }
        Outcome denied = outcome(system.client().send(commandId + "-2", new Sync(team.projectId(), VIEWER)));
        assertThat(outcome(system.client().send(commandId + "-2", new Sync(team.projectId(), VIEWER))))
                .isEqualTo(denied);

        assertThat(system.replay().histories().get(team.projectId()))
                .extracting(it -> it.event().getClass().getSimpleName())
                .containsExactly(
                        "ProjectCreated",
                        "MemberRoleSet",
                        "MemberRoleSet",
                        "MemberRoleSet",
                        "SecretAdded",
                        "SecretEdited",
                        "CommandRefused");
    }

    @Test
    void whoeverWaitsForTheSequenceOfAnAnswerReadsWhatItDid() throws Exception {
        Team team = Team.in(system);
        for (int i = 0; i < 20; i++) {
            Accepted added = accepted(team.add(MANAGER, "secret-" + i, "name " + i, "v"));
            system.resolver().awaitSequence(team.projectId(), added.sequence(), SystemFixture.PATIENCE);
            assertThat(system.projection().project(team.projectId()).secretNamed("name " + i))
                    .isEqualTo("secret-" + i);
        }
    }

    // ------------------------------------------------------------------ races

    @Test
    void ofTwoClientsThatAddTheSameNameAtOnceExactlyOneWins() throws Exception {
        new Races(system).addTheSameName(100);
    }

    @Test
    void ofADeletionAndASaveThatBindsAtOnceExactlyOneWins() throws Exception {
        new Races(system).deleteAgainstBind(100);
    }
}
