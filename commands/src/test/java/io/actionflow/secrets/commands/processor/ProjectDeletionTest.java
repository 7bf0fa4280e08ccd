package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static io.actionflow.secrets.commands.processor.CommandRig.addSecret;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.ProjectDeleted;
import io.actionflow.secrets.schemas.event.ProjectErased;
import io.actionflow.secrets.schemas.event.ProjectErasing;
import io.actionflow.secrets.schemas.event.ProjectKeyRotated;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProjectDeletionTest {

    private static final DeleteProject DELETE = new DeleteProject(PROJECT, OWNER, PROJECT);

    private final CommandRig rig = new CommandRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aProjectBeginsWithAKeyWhoseRecordIsWrittenAheadAndNamedByItsFirstEvent() {
        rig.whenSent("c1", new CreateProject(PROJECT, OWNER));

        ProjectCreated created =
                (ProjectCreated) rig.thenRecorded(1, ProjectCreated.class).event();
        assertThat(created.records()).hasSize(1);
        assertThat(created.records().get(0).key()).isEqualTo(new GenerationKey(PROJECT, 1).text());
        rig.thenAccepted("c1").thenNothingElse();
        assertThat(rig.state().project()).isNotNull().satisfies(it -> assertThat(it.generation())
                .isEqualTo(1));
    }

    @Test
    void whatIsWrittenAfterARotationIsUnderTheNewKeyAndWhatWasBeforeStaysReadable() {
        rig.givenProject().givenSecret("s1", "name").whenSent("c1", new RotateProjectKey(PROJECT, OWNER));

        rig.thenRecorded(3, ProjectKeyRotated.class);
        rig.thenAnswered("c1", new Accepted(3, 0, 2, 0)).thenNothingElse();
        rig.whenSent("c2", new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR));

        rig.thenRecorded(4, MemberRoleSet.class);
        assertThat(rig.state().role("max")).isEqualTo(Role.EDITOR);
        assertThat(rig.state().role(OWNER)).isEqualTo(Role.OWNER);
        assertThat(generationsOfEntries()).contains(1, 2);
    }

    private List<Integer> generationsOfEntries() {
        List<Integer> generations = new ArrayList<>();
        try (var all = rig.store().all()) {
            all.forEachRemaining(
                    entry -> generations.add(ByteBuffer.wrap(entry.value).getInt(1)));
        }
        return generations;
    }

    @Test
    void aDeletedProjectsValuesAreTombstonedItsKeysDestroyedAndAReceiptNamesNobody() {
        SealedValue value = SealedValue.of("v1", 3);
        rig.givenProject()
                .given("rotate", new RotateProjectKey(PROJECT, OWNER))
                .whenUploaded(value)
                .given("add", addSecret("s1", "name", value));

        rig.whenSent("c1", DELETE);

        rig.thenRecordedForNobody(4).thenTombstoned(value, 0, 1, 2);
        ProjectErased receipt =
                (ProjectErased) rig.thenRecorded(5, ProjectErased.class).event();
        assertThat(receipt.meta().actor()).isEqualTo(EventMeta.SYSTEM);
        assertThat(receipt.meta().commandId()).isEqualTo("c1");
        assertThat(receipt.erased()).containsExactly("v1");
        assertThat(receipt.records().stream().map(it -> it.key()))
                .containsExactly(new GenerationKey(PROJECT, 1).text(), new GenerationKey(PROJECT, 2).text());
        rig.thenAnswered("c1", new Accepted(4, 0, 0, 0)).thenNothingElse();
    }

    @Test
    void aDeletedProjectIsNotFoundAndItsIdIsNeverUsedAgain() {
        rig.givenProject().givenSecret("s1", "name").given("delete", DELETE);

        rig.whenSent("c1", new Sync(PROJECT, OWNER))
                .whenSent("c2", new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR))
                .whenSent("c3", new DeleteProject(PROJECT, OWNER, PROJECT))
                .whenSent("c4", new CreateProject(PROJECT, OWNER));

        for (String command : List.of("c1", "c2", "c3")) {
            assertThat(rig.thenRejected(command, RejectionCode.PROJECT_NOT_FOUND)
                            .message())
                    .contains(PROJECT);
        }
        rig.thenRejected("c4", RejectionCode.PROJECT_EXISTS);
        rig.thenNothingElse();
    }

    @Test
    void aDeletionThatIsSentAgainIsAnsweredAsTheFirstTime() {
        rig.givenProject().whenSent("c1", DELETE).forget();

        rig.whenSent("c1", DELETE);

        rig.thenAnswered("c1", new Accepted(2, 0, 0, 0)).thenNothingElse();
    }

    @Test
    void aDeletionThatIsNotConfirmedByTheIdIsMalformedAndNamesTheField() {
        rig.givenProject().whenSent("c1", new DeleteProject(PROJECT, OWNER, "project-2"));

        assertThat(rig.thenRejected("c1", RejectionCode.MALFORMED).field()).isEqualTo("confirm");
        rig.thenNothingElse();
    }

    @Test
    void aChunkForADeletedProjectIsDropped() {
        SealedValue claimed = SealedValue.of("v1", 1);
        rig.givenProject()
                .whenUploaded(claimed)
                .given("add", addSecret("s1", "name", claimed))
                .given("delete", DELETE);

        rig.whenUploaded(claimed).whenUploaded(SealedValue.of("v2", 1));

        rig.thenNothingElse();
        assertThat(rig.count("secrets.chunks.dropped", "fault", "project_deleted"))
                .isEqualTo(2);
    }

    @Test
    void noKeyOfADeletedProjectIsLeftInTheStateNorOnItsChangelogsEndAndNoEntryOpens() {
        rig.givenProject()
                .givenSecret("s1", "a very telling name")
                .given("rotate", new RotateProjectKey(PROJECT, OWNER));
        byte[] key = rig.keyRecord(1);
        assertThat(rig.store().get(bytes(Keys.key(PROJECT, 1)))).isNotNull();

        rig.given("delete", DELETE).forgetKeys();

        assertThat(rig.store().get(bytes(Keys.key(PROJECT, 1)))).isNull();
        assertThat(rig.store().get(bytes(Keys.key(PROJECT, 2)))).isNull();
        assertThat(rig.keyRecord(1)).isNotEqualTo(key);
        assertThat(rig.state().role(OWNER)).isNull();
        assertThat(rig.state().secretEver("s1")).isNull();
        assertThat(rig.state().secretNamed("a very telling name")).isNull();
        assertThat(rig.state().projectEver()).isNotNull().satisfies(it -> assertThat(it)
                .isEqualTo(ProjectEntry.ofDeleted(it.sequence(), it.lastHash())));
    }

    @Test
    void aLargeProjectIsErasedPieceByPieceSoThatNoTransactionGrowsTooLongAndItsKeysGoLast() {
        rig.givenProject();
        List<SealedValue> values = IntStream.range(0, 6)
                .mapToObj(i -> SealedValue.of("v" + i, 2000))
                .toList();
        for (SealedValue value : values) {
            rig.whenUploaded(value)
                    .given(
                            "add-" + value.ref().valueId(),
                            addSecret(value.ref().valueId(), value.ref().valueId(), value));
        }
        byte[] key = rig.keyRecord(1);

        rig.whenSent("c1", DELETE);

        rig.thenRecorded(8, ProjectDeleted.class);
        values.subList(0, 5)
                .forEach(value ->
                        rig.thenTombstoned(value, IntStream.range(0, 2000).toArray()));
        assertThat(rig.thenRecorded(9, ProjectErasing.class).event().erased())
                .containsExactly("v0", "v1", "v2", "v3", "v4");
        rig.thenAccepted("c1").thenNothingElse();
        assertThat(rig.keyRecord(1)).as("the key, until nothing needs it").isEqualTo(key);

        rig.whenTimePasses(Duration.ofMinutes(1));

        rig.thenTombstoned(values.get(5), IntStream.range(0, 2000).toArray());
        assertThat(rig.thenRecorded(10, ProjectErased.class).event().erased()).containsExactly("v5");
        rig.thenNothingElse().whenTimePasses(Duration.ofMinutes(1)).thenNothingElse();
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.US_ASCII));
    }
}
