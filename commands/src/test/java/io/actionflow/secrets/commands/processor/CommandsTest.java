package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private final CommandRig rig = new CommandRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anAcceptedCommandIsRecordedAndAnsweredWithItsSequence() {
        rig.whenSent("c1", new CreateProject(PROJECT, OWNER));

        RecordedEvent recorded = rig.thenRecorded(1, ProjectCreated.class);
        assertThat(recorded.event().meta().commandId()).isEqualTo("c1");
        assertThat(recorded.event().meta().actor()).isEqualTo(OWNER);
        rig.thenAnswered("c1", new Accepted(1, 0, 0, 0)).thenNothingElse();
    }

    @Test
    void anEventIsDatedByTheBrokersClock() {
        rig.whenTimePasses(Duration.ofDays(3)).whenSent("c1", new CreateProject(PROJECT, OWNER));

        RecordedEvent recorded = rig.thenRecorded(1, ProjectCreated.class);
        assertThat(recorded.event().meta().at()).isEqualTo("2026-05-07T03:02:01Z");
    }

    @Test
    void everyEventIsLinkedToTheOneBefore() {
        rig.whenSent("c1", new CreateProject(PROJECT, OWNER))
                .whenSent("c2", new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR))
                .whenSent("c3", new Sync(PROJECT, OWNER));

        RecordedEvent first = rig.thenRecorded(1, ProjectCreated.class);
        RecordedEvent second = rig.thenRecorded(2, MemberRoleSet.class);
        assertThat(first.previousHash()).isEqualTo(Sha256.ZERO);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(rig.state().project().lastHash()).isEqualTo(second.hash());
    }

    @Test
    void theStateHoldsWhatTheEventsSay() {
        rig.givenProject().givenSecret("s1", "API key");

        assertThat(rig.state().project().sequence()).isEqualTo(2);
        assertThat(rig.state().secretNamed("API key")).isEqualTo("s1");
        assertThat(rig.state().role(OWNER)).isEqualTo(Role.OWNER);
    }

    @Test
    void aValueOfThreeChunksIsForwardedUnchangedAndClaimed() {
        SealedValue value = SealedValue.of("v1", 3);
        rig.givenProject();

        rig.whenUploaded(value).whenSent("c1", CommandRig.addSecret("s1", "name", value));

        rig.thenForwarded(value);
        RecordedEvent added = rig.thenRecorded(2, SecretAdded.class);
        assertThat(added.event().value()).isEqualTo(value.ref());
        rig.thenAnswered("c1", new Accepted(2, 0, 1, 0)).thenNothingElse();
        assertThat(rig.state().upload("v1")).isNull();
        assertThat(rig.state().value("v1").value()).isEqualTo(value.ref());
    }

    @Test
    void aRejectionChangesNothing() {
        rig.givenProject();

        rig.whenSent("c1", new CreateProject(PROJECT, OWNER));

        rig.thenRejected("c1", RejectionCode.PROJECT_EXISTS);
        rig.thenNothingElse();
        assertThat(rig.state().project().sequence()).isEqualTo(1);
    }

    @Test
    void aRefusalIsRecordedForAuditors() {
        rig.givenProject();

        rig.whenSent("c1", new SetMemberRole(PROJECT, "stranger", "stranger", Role.OWNER));

        rig.thenRecorded(2, CommandRefused.class);
        assertThat(rig.thenRejected("c1", RejectionCode.PERMISSION_DENIED).sequence())
                .isEqualTo(2);
        rig.thenNothingElse();
    }

    @Test
    void aSyncWithNothingToDoSaysSoAndRecordsNothing() {
        rig.givenProject();

        rig.whenSent("c1", new Sync(PROJECT, OWNER));

        rig.thenAnswered("c1", new Accepted(1, 0, 0, 0)).thenNothingElse();
    }

    @Test
    void aSyncSaysHowMuchItMadeActive() {
        rig.givenProject().givenSecret("s1", "one").givenSecret("s2", "two");

        rig.whenSent("c1", new Sync(PROJECT, OWNER));

        rig.thenRecorded(4, Synced.class);
        rig.thenAnswered("c1", new Accepted(4, 1, 0, 2)).thenNothingElse();
    }

    @Test
    void aCommandOfAnotherProjectThanItsRecordKeyIsMalformed() {
        rig.givenProject();

        rig.whenWritten("project-2", rig.commands().seal("c1", 0, new Sync(PROJECT, OWNER)));

        assertThat(rig.thenRejected("c1", RejectionCode.MALFORMED).field()).isEqualTo("projectId");
        rig.thenNothingElse();
    }

    @Test
    void commandsAreCountedByTypeAndOutcomeAndNothingElse() {
        rig.givenProject();

        rig.whenSent("c1", new CreateProject(PROJECT, OWNER));

        assertThat(rig.count("secrets.commands", "type", "CreateProject", "outcome", "ACCEPTED"))
                .isEqualTo(1);
        assertThat(rig.count("secrets.commands", "type", "CreateProject", "outcome", "PROJECT_EXISTS"))
                .isEqualTo(1);
        assertThat(rig.metrics.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().toString()).doesNotContain(PROJECT, OWNER, "c1"));
    }
}
