package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointsTest {

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMillis(50);

    private final CommandRig rig = new CommandRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aChangedProjectGetsACheckpointOfItsHeadAfterAnInterval() {
        rig.givenProject().given("c1", new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR));
        assertThat(rig.checkpoints()).as("none before").isEmpty();

        rig.whenTimePasses(INTERVAL);

        ProjectEntry head = Objects.requireNonNull(rig.state().project());
        Checkpoint checkpoint = rig.checkpoints().get(0);
        assertThat(checkpoint.sequence()).isEqualTo(head.sequence()).isEqualTo(2);
        assertThat(checkpoint.hash()).isEqualTo(head.lastHash());
        assertThat(checkpoint.at()).isEqualTo(rig.now());
        assertThat(rig.count("secrets.checkpoints.signed")).isEqualTo(1);
    }

    @Test
    void aProjectThatDidNotChangeGetsNoneAgain() {
        rig.givenProject().whenTimePasses(INTERVAL).checkpoints();

        rig.whenTimePasses(INTERVAL);
        assertThat(rig.checkpoints()).isEmpty();

        rig.given("c1", new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR)).whenTimePasses(INTERVAL);
        assertThat(rig.checkpoints()).hasSize(1);
    }

    @Test
    void whatOnlyAsksOrIsRejectedChangesNothing() {
        rig.givenProject().whenTimePasses(INTERVAL).checkpoints();

        rig.whenSent("c1", new CreateProject(PROJECT, OWNER)).whenTimePasses(INTERVAL);

        assertThat(rig.checkpoints()).isEmpty();
    }

    @Test
    void aProjectThatChangesOftenCostsOneEntryAndOneCheckpointAnInterval() {
        rig.givenProject().changelog(CommandTopology.STATE);
        for (int i = 0; i < 20; i++) {
            rig.given("c" + i, new SetMemberRole(PROJECT, OWNER, "max", i % 2 == 0 ? Role.EDITOR : Role.VIEWER));
        }

        assertThat(rig.changelog(CommandTopology.STATE))
                .as("project and member: that the project is unsigned was known")
                .hasSize(20 * 2);
        rig.whenTimePasses(INTERVAL);
        assertThat(rig.checkpoints()).hasSize(1);
    }

    @Test
    void manyChangedProjectsAreSignedStepByStepSoThatCommandsNeedNotWait() {
        for (int i = 0; i < 250; i++) {
            rig.given("c" + i, new CreateProject("p" + i, OWNER));
        }

        rig.whenTimePasses(INTERVAL);
        assertThat(rig.checkpoints()).hasSize(100);
        rig.whenTimePasses(STEP);
        assertThat(rig.checkpoints()).hasSize(100);
        rig.whenTimePasses(STEP);

        assertThat(rig.checkpoints()).hasSize(50);
        rig.whenTimePasses(STEP).whenTimePasses(INTERVAL);
        assertThat(rig.checkpoints()).as("each once").isEmpty();
    }

    @Test
    void projectsThatChangeAllTheTimeKeepNoOthersWaiting() {
        for (int i = 0; i < 150; i++) {
            rig.given("c" + i, new CreateProject(String.format("p%03d", i), OWNER));
        }
        rig.whenTimePasses(INTERVAL);
        for (int i = 0; i < 100; i++) {
            rig.given("again" + i, new SetMemberRole(String.format("p%03d", i), OWNER, "max", Role.EDITOR));
        }
        rig.checkpoints();

        rig.whenTimePasses(STEP);

        assertThat(rig.checkpoints().stream().map(Checkpoint::projectId))
                .as("the rest of the round comes before those that changed behind its back")
                .contains("p100", "p149")
                .hasSize(50);
    }

    @Test
    void whatIsUnsignedSurvivesACrash() {
        rig.givenProject();

        assertThat(rig.store().get(Bytes.wrap(("\u007funsigned/" + PROJECT).getBytes(StandardCharsets.US_ASCII))))
                .as("part of the state")
                .isNotNull();
    }

    @Test
    void howLongTheOldestChangeHasWaitedIsShown() {
        assertThat(age()).isZero();
        rig.givenProject();
        assertThat(age()).as("the rig's clock is long ago").isGreaterThan(INTERVAL.toSeconds());

        rig.whenTimePasses(INTERVAL);

        assertThat(age()).isZero();
        assertThat(rig.checkpoints()).hasSize(1);
    }

    private double age() {
        return rig.metrics.get("secrets.checkpoints.unsigned.age").gauge().value();
    }
}
