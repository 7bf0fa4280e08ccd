package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatedCommandsTest {

    private static final Duration REMEMBERED = CommandTopology.REMEMBERED;
    private static final SetMemberRole COMMAND = new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR);

    private final CommandRig rig = new CommandRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aKnownCommandGetsItsFirstOutcomeAgainAndChangesNothing() {
        rig.givenProject().whenSent("c1", COMMAND);
        rig.thenRecorded(2, MemberRoleSet.class);
        rig.thenAnswered("c1", new Accepted(2, 0, 0, 0));
        rig.given("c2", new SetMemberRole(PROJECT, OWNER, "eve", Role.VIEWER));

        rig.whenSent("c1", COMMAND);

        rig.thenAnswered("c1", new Accepted(2, 0, 0, 0)).thenNothingElse();
        assertThat(rig.count("secrets.commands.repeated")).isEqualTo(1);
    }

    @Test
    void aKnownIdAnswersForTheFirstCommandWhateverTheSecondOneAsks() {
        rig.givenProject().given("c1", COMMAND);

        rig.whenSent("c1", new SetMemberRole(PROJECT, OWNER, "eve", Role.OWNER));

        rig.thenAnswered("c1", new Accepted(2, 0, 0, 0)).thenNothingElse();
        assertThat(rig.state().role("eve")).isNull();
    }

    @Test
    void aRejectionIsRememberedToo() {
        rig.whenSent("c1", COMMAND);
        rig.thenRejected("c1", RejectionCode.PROJECT_NOT_FOUND);
        rig.givenProject();

        rig.whenSent("c1", COMMAND);

        rig.thenRejected("c1", RejectionCode.PROJECT_NOT_FOUND);
        rig.thenNothingElse();
    }

    @Test
    void theSameIdInAnotherProjectIsAnotherCommand() {
        rig.givenProject().given("c1", COMMAND);

        rig.whenSent("c1", new CreateProject("project-2", OWNER));

        rig.thenAnswered("c1", new Accepted(1, 0, 0, 0));
    }

    @Test
    void aCommandIsKnownForAllButTheLastMillisecondOfADay() {
        rig.givenProject().given("c1", COMMAND);

        rig.whenTimePasses(REMEMBERED.minusMillis(1)).whenSent("c1", COMMAND);

        rig.thenAnswered("c1", new Accepted(2, 0, 0, 0)).thenNothingElse();
    }

    @Test
    void afterADayACommandIsForgottenAndCarriedOutAnew() {
        rig.givenProject().given("c1", COMMAND).whenTimePasses(REMEMBERED.plusMillis(1));
        // The store's clock is that of the records it has seen.
        rig.given("c2", new Sync(PROJECT, OWNER));

        rig.whenSent("c1", new SetMemberRole(PROJECT, OWNER, "max", Role.VIEWER));

        rig.thenRecorded(3, MemberRoleSet.class);
        rig.thenAnswered("c1", new Accepted(3, 0, 0, 0)).thenNothingElse();
    }

    @Test
    void theValueThatCameAgainWithAKnownCommandIsTombstoned() {
        SealedValue first = SealedValue.of("v1", 2);
        SealedValue again = SealedValue.of("v2", 2);
        rig.givenProject().whenUploaded(first).given("c1", CommandRig.addSecret("s1", "name", first));

        rig.whenUploaded(again).whenSent("c1", CommandRig.addSecret("s1", "name", again));

        rig.thenForwarded(again).thenTombstoned(again, 0, 1).thenAnswered("c1", new Accepted(2, 0, 1, 0));
        rig.thenNothingElse();
        assertThat(rig.state().upload("v2")).isNull();
    }

    @Test
    void aKnownCommandThatNobodyCanReadAnyMoreIsStillAnswered() throws Exception {
        rig.givenProject().given("c1", COMMAND);

        rig.whenWritten(PROJECT, rig.commandsUnder(TestKeys.newCipher()).seal("c1", 0, COMMAND));

        rig.thenAnswered("c1", new Accepted(2, 0, 0, 0)).thenNothingElse();
    }
}
