package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.record.ImportFinished;
import io.actionflow.secrets.schemas.record.ImportedRecord;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportsTest {

    private final CommandRig old = new CommandRig();
    private final CommandRig rig = new CommandRig(1, old.keys);
    private int sent;

    @AfterEach
    void close() {
        old.close();
        rig.close();
    }

    private void fill() {
        old.givenProject().givenSecret("s1", "one").given("sync", new Sync(PROJECT, OWNER));
        old.given("rotate", new RotateProjectKey(PROJECT, OWNER)).givenSecret("s2", "two");
    }

    // ------------------------------------------------------------------ what comes back

    @Test
    void aProjectComesBackByteForByteAndItsHistoryGoesOn() {
        fill();

        importAll();
        finish();

        assertThat(rig.log()).containsExactlyInAnyOrderEntriesOf(old.log());
        assertThat(rig.state().project()).isEqualTo(old.state().project());
        assertThat(rig.state().secret("s2")).isEqualTo(old.state().secret("s2"));
        rig.given("next", new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR));
        assertThat(rig.state().project().sequence())
                .isEqualTo(old.state().project().sequence() + 1);
        rig.whenTimePasses(Duration.ofMinutes(1));
        assertThat(rig.checkpoints()).hasSize(1);
    }

    @Test
    void aDeletedProjectComesBackDeleted() {
        fill();
        old.given("delete", new DeleteProject(PROJECT, OWNER, PROJECT));

        importAll();
        finish();

        assertThat(rig.log()).containsExactlyInAnyOrderEntriesOf(old.log());
        assertThat(rig.state().project()).isNull();
        rig.whenSent("again", new CreateProject(PROJECT, OWNER));
        rig.thenRejected("again", RejectionCode.PROJECT_EXISTS);
    }

    @Test
    void anImportThatIsBegunAgainAtAnyPointEndsTheSame() {
        fill();
        List<Map.Entry<String, byte[]>> records = records();
        for (int i = 0; i < records.size(); i++) {
            records.subList(0, i).forEach(it -> send(it.getKey(), it.getValue()));
        }

        importAll();
        finish();
        finish();

        assertThat(rig.log()).containsExactlyInAnyOrderEntriesOf(old.log());
        assertThat(rig.state().project()).isEqualTo(old.state().project());
    }

    // ------------------------------------------------------------------ what does not

    @Test
    void aProjectTakesNoCommandBeforeItIsWholeAndTheSameCommandAfterwards() {
        fill();
        importAll();
        SetMemberRole command = new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR);

        rig.forget().whenSent("c1", command);
        rig.thenRejected("c1", RejectionCode.PROJECT_IMPORTING);
        finish();

        rig.forget().whenSent("c1", command).thenAccepted("c1");
    }

    @Test
    void nobodyAppendsToAProjectThatLives() {
        fill();
        rig.givenProject();
        Map<String, byte[]> before = rig.log();

        for (Map.Entry<String, byte[]> it : records()) {
            rig.forget();
            String id = send(it.getKey(), it.getValue());
            rig.thenRejected(id, RejectionCode.PROJECT_EXISTS);
        }

        assertThat(rig.log()).containsExactlyEntriesOf(before);
    }

    @Test
    void anEventThatDoesNotFollowIsRefusedAndLeavesNothing() {
        fill();
        List<Map.Entry<String, byte[]>> records = records();
        Map.Entry<String, byte[]> last = records.get(records.size() - 1);
        records.subList(0, 5).forEach(it -> send(it.getKey(), it.getValue()));
        ProjectEntry before = rig.state().project();
        rig.forget();

        rig.thenRejected(send(last.getKey(), last.getValue()), RejectionCode.MALFORMED);

        assertThat(rig.state().project()).isEqualTo(before);
        rig.thenNothingElse();
    }

    @Test
    void anAlteredRecordIsRefused() {
        fill();
        for (Map.Entry<String, byte[]> it : records()) {
            byte[] altered = it.getValue().clone();
            altered[altered.length - 1] ^= 1;
            if (!it.getKey().contains("/value/")) {
                rig.forget();
                rig.thenRejected(send(it.getKey(), altered), RejectionCode.MALFORMED);
            }
            send(it.getKey(), it.getValue());
        }
        finish();
    }

    @Test
    void aProjectWithoutAValueThatNoEventGaveUpIsNotFinished() {
        fill();
        records().stream()
                .filter(it -> !it.getKey().contains("/value/s1-value/"))
                .forEach(it -> send(it.getKey(), it.getValue()));
        rig.forget();

        assertThat(rig.thenRejected(sendFinish(head()), RejectionCode.MALFORMED).message())
                .contains("s1-value");
    }

    @Test
    void aProjectEndsWhereTheBackupDoes() {
        fill();
        importAll();
        rig.forget();

        ProjectEntry head = head();
        rig.thenRejected(sendFinish(head.withLast(head.sequence(), Sha256.ZERO)), RejectionCode.MALFORMED);
        rig.thenRejected(sendFinish(head.withLast(head.sequence() - 1, head.lastHash())), RejectionCode.MALFORMED);
        finish();
        rig.given("next", new SetMemberRole(PROJECT, OWNER, "max", Role.EDITOR));
        rig.thenRejected(sendFinish(head), RejectionCode.PROJECT_EXISTS);
    }

    @Test
    void aRecordOfAnotherProjectOrOfNoneIsRefused() {
        fill();
        for (String key : List.of("other/event/0000000000000000001", "/beat", "nonsense", "")) {
            rig.forget();
            rig.thenRejected(send(key, new byte[] {1}), RejectionCode.MALFORMED);
        }
        rig.thenNothingElse();
    }

    @Test
    void aHistoryThatNoDeciderWouldMakeStopsNoProcessor() {
        old.givenProject();
        send(records().get(0).getKey(), records().get(0).getValue());
        send(records().get(1).getKey(), records().get(1).getValue());
        // Chain and keys are right, but what it tells never happened: a rename of a secret that was not added.
        SecretEdited forged = new SecretEdited(new EventMeta("c1", OWNER, rig.now()), "s1", 2, "new name", null, null);
        EventCodec codec = new EventCodec(new ProjectKeys(old.keys.metadata())
                .using(key -> records().get(0).getValue()));
        EventCodec.Sealed sealed = codec.seal(new EventKey(PROJECT, 2), 1, head().lastHash(), forged);
        rig.forget();

        rig.thenRejected(send(sealed.key(), sealed.value()), RejectionCode.MALFORMED);

        rig.forget().whenSent("c1", new EditSecret(PROJECT, OWNER, "s1", "new", null, null, null));
        rig.thenRejected("c1", RejectionCode.PROJECT_IMPORTING);
    }

    // ------------------------------------------------------------------ how it is sent

    private void importAll() {
        importInto(rig, records());
    }

    private void importInto(CommandRig target, List<Map.Entry<String, byte[]>> records) {
        records.forEach(it -> send(target, it.getKey(), it.getValue()));
    }

    private void finish() {
        rig.forget();
        rig.thenAnswered(sendFinish(head()), new Accepted(head().sequence(), 0, 0, 0));
    }

    /** Keys first; chunks of values that were given up are not in the log any more. */
    private List<Map.Entry<String, byte[]>> records() {
        List<Map.Entry<String, byte[]>> records = new ArrayList<>();
        old.log().entrySet().stream()
                .filter(it -> it.getKey().contains("/key/"))
                .forEach(records::add);
        old.log().entrySet().stream()
                .filter(it -> !it.getKey().contains("/key/"))
                .forEach(records::add);
        return records;
    }

    private ProjectEntry head() {
        return Objects.requireNonNull(old.state().projectEver());
    }

    private String send(String key, byte[] record) {
        return send(rig, key, record);
    }

    private String send(CommandRig target, String key, byte[] record) {
        String id = "import-" + ++sent;
        target.whenWritten(PROJECT, WireRecords.CODEC.encode(new ImportedRecord(id, 0, key, record)));
        return id;
    }

    private String sendFinish(ProjectEntry head) {
        String id = "finish-" + ++sent;
        rig.whenWritten(PROJECT, WireRecords.CODEC.encode(new ImportFinished(id, 0, head.sequence(), head.lastHash())));
        return id;
    }
}
