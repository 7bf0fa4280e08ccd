package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.AnswerMatch;
import io.actionflow.secrets.schemas.command.Command;
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
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Compared;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import io.actionflow.secrets.schemas.record.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How many records a command costs on the changelog of the state, where it stands alone in its transaction. They are most
 * of a command's cost: whoever makes one dearer changes a number here. The changelog of the remembered outcomes gets one
 * more, {@code secret-events} and {@code secret-command-results} get one each. Most projects here are unsigned already: the
 * first command of a project in an interval of checkpoints costs one entry more.
 */
class CostTest {

    private final CommandRig rig = new CommandRig();
    private int measured;

    @AfterEach
    void close() {
        rig.close();
    }

    private int cost(Command command) {
        rig.changelog(CommandTopology.STATE);
        rig.changelog(CommandTopology.RESULTS);
        rig.given("measured-" + ++measured, command);
        assertThat(rig.changelog(CommandTopology.RESULTS)).hasSize(1);
        return rig.changelog(CommandTopology.STATE).size();
    }

    @Test
    void resealingAValueCostsProjectValueTakenIdCopyOnItsWayOutAndTheEndOfTheUpload() {
        SealedValue copy = SealedValue.of("copy", 1);
        rig.givenProject().givenSecret("s1", "name").whenUploaded(copy);

        assertThat(cost(rig.keys
                        .signer()
                        .sign(
                                "measured-1",
                                new ResealValue(PROJECT, "r1", "s1-value", "s1-value", copy.ref(), 7, new byte[0]))))
                .isEqualTo(5);
    }

    @Test
    void askingForAMatchCostsFiveAndAnsweringItFour() {
        SealedValue candidate = SealedValue.of("candidate", 1);
        rig.givenProject().givenSecret("s1", "name").whenUploaded(candidate);

        // Project, question, count, taken id, and the end of the upload.
        assertThat(cost(new MatchSecret(PROJECT, OWNER, "s1", Compared.DRAFT, candidate.ref())))
                .isEqualTo(5);
        rig.changelog(CommandTopology.STATE);
        rig.whenSaid("answer", new AnswerMatch(PROJECT, "r1", 3, MatchAnswer.EQUAL, new byte[0]));
        assertThat(rig.changelog(CommandTopology.STATE))
                .as("project, question, count, candidate on its way out")
                .hasSize(4);
    }

    private static SaveActionflow save(String... secretIds) {
        return new SaveActionflow(
                PROJECT,
                OWNER,
                "f1",
                List.of(secretIds).stream()
                        .map(id -> new Binding("node of " + id, "Call API", "key", id))
                        .toList());
    }

    @Test
    void creatingAProjectCostsProjectMemberKeyAndThatItIsUnsigned() {
        assertThat(cost(new CreateProject(PROJECT, OWNER))).isEqualTo(4);
    }

    @Test
    void aNewKeyCostsProjectAndKeyHoweverLargeTheProject() {
        rig.givenProject().givenSecret("s1", "one").givenSecret("s2", "two");

        assertThat(cost(new RotateProjectKey(PROJECT, OWNER))).isEqualTo(2);
    }

    @Test
    void deletingAProjectCostsItsEntryAndOneForEachKeyAndValueWhileTheyFitIntoOneTransaction() {
        rig.givenProject().givenSecret("s1", "one").given("rotate", new RotateProjectKey(PROJECT, OWNER));

        assertThat(cost(new DeleteProject(PROJECT, OWNER, PROJECT))).isEqualTo(1 + 2 + 1);
    }

    @Test
    void aRoleCostsProjectAndMember() {
        rig.givenProject();

        assertThat(cost(new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR))).isEqualTo(2);
    }

    @Test
    void removingAMemberCostsProjectAndMember() {
        rig.givenProject().given("c1", new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR));

        assertThat(cost(new RemoveMember(PROJECT, OWNER, "max"))).isEqualTo(2);
    }

    @Test
    void addingASecretCostsProjectSecretNameValueChangeAndTheEndOfTheUpload() {
        SealedValue value = SealedValue.of("v1", 3);
        rig.givenProject().whenUploaded(value);

        assertThat(cost(new AddSecret(PROJECT, OWNER, "s1", "name", "", value.ref())))
                .isEqualTo(6);
    }

    @Test
    void aChunkCostsOneWhateverTheLengthOfTheValue() {
        rig.givenProject().changelog(CommandTopology.STATE);

        rig.whenUploaded(SealedValue.of("v1", 50));

        assertThat(rig.changelog(CommandTopology.STATE)).hasSize(50);
    }

    @Test
    void aRenameCostsProjectSecretTwoNamesAndChange() {
        rig.givenProject().givenSecret("s1", "name").given("sync", new Sync(PROJECT, OWNER));

        assertThat(cost(new EditSecret(PROJECT, OWNER, "s1", "other", null, null, null)))
                .isEqualTo(5);
    }

    @Test
    void aNewValueCostsProjectSecretValueChangeAndTheEndOfTheUpload() {
        SealedValue value = SealedValue.of("v2", 1);
        rig.givenProject()
                .givenSecret("s1", "name")
                .given("sync", new Sync(PROJECT, OWNER))
                .whenUploaded(value);

        assertThat(cost(new EditSecret(PROJECT, OWNER, "s1", null, null, value.ref(), null)))
                .isEqualTo(5);
    }

    @Test
    void aNewValueInPlaceOfOneThatWasNeverActiveCostsOneMore() {
        SealedValue value = SealedValue.of("v2", 1);
        rig.givenProject().givenSecret("s1", "name").whenUploaded(value);

        assertThat(cost(new EditSecret(PROJECT, OWNER, "s1", null, null, value.ref(), null)))
                .isEqualTo(6);
    }

    @Test
    void deletingAnActiveSecretCostsProjectSecretNameAndChange() {
        rig.givenProject().givenSecret("s1", "name").given("sync", new Sync(PROJECT, OWNER));

        assertThat(cost(new DeleteSecret(PROJECT, OWNER, "s1"))).isEqualTo(4);
    }

    @Test
    void savingAnActionflowCostsFourAndOneForEachSecretThatItBinds() {
        rig.givenProject().givenSecret("s1", "one").givenSecret("s2", "two").givenSecret("s3", "three");

        assertThat(cost(save("s1", "s2", "s3"))).isEqualTo(4 + 3);
    }

    @Test
    void deletingAnActiveActionflowCostsThreeAndOneForEachSecretThatItBound() {
        rig.givenProject().givenSecret("s1", "one").given("save", save("s1")).given("sync", new Sync(PROJECT, OWNER));

        assertThat(cost(new DeleteActionflow(PROJECT, OWNER, "f1"))).isEqualTo(3 + 1);
    }

    @Test
    void aSyncCostsOneAndTwoForEachChangedSecretAndThreeForEachChangedActionflow() {
        rig.givenProject().givenSecret("s1", "one").givenSecret("s2", "two").given("save", save("s1"));

        assertThat(cost(new Sync(PROJECT, OWNER))).isEqualTo(1 + 2 * 2 + 3);
    }

    @Test
    void aSyncCostsThreeForEachValueThatItReplaces() {
        SealedValue value = SealedValue.of("v2", 1);
        rig.givenProject()
                .givenSecret("s1", "one")
                .given("sync", new Sync(PROJECT, OWNER))
                .whenUploaded(value);
        rig.given("edit", new EditSecret(PROJECT, OWNER, "s1", null, null, value.ref(), null));

        assertThat(cost(new Sync(PROJECT, OWNER))).isEqualTo(1 + 3);
    }

    @Test
    void aSyncCostsFourForEachSecretThatItTakesAway() {
        rig.givenProject()
                .givenSecret("s1", "one")
                .given("sync", new Sync(PROJECT, OWNER))
                .given("delete", new DeleteSecret(PROJECT, OWNER, "s1"));

        assertThat(cost(new Sync(PROJECT, OWNER))).isEqualTo(1 + 4);
    }

    @Test
    void aCheckpointCostsOneAndTheFirstCommandAfterItOneMore() {
        rig.givenProject().changelog(CommandTopology.STATE);

        rig.whenTimePasses(Duration.ofMinutes(1));

        assertThat(rig.changelog(CommandTopology.STATE)).hasSize(1);
        assertThat(cost(new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR))).isEqualTo(2 + 1);
        assertThat(cost(new SetMemberRole(PROJECT, OWNER, "mia", Role.EDITOR))).isEqualTo(2);
    }

    @Test
    void aRejectionCostsNothingInTheState() {
        rig.givenProject().changelog(CommandTopology.STATE);

        rig.whenSent("c1", new CreateProject(PROJECT, OWNER));

        assertThat(rig.changelog(CommandTopology.STATE)).isEmpty();
    }

    @Test
    void aCommandCostsTheSameInALargeProject() {
        rig.givenProject();
        for (int i = 0; i < 300; i++) {
            rig.given("member-" + i, new SetMemberRole(PROJECT, OWNER, "member-" + i, Role.VIEWER));
        }

        assertThat(cost(new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR))).isEqualTo(2);
    }
}
