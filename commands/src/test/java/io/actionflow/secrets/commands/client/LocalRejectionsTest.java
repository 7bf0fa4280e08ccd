package io.actionflow.secrets.commands.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can't pass whatever the state is rejected at once, as data, and nothing is sent. */
class LocalRejectionsTest {

    private final ClientRig rig = new ClientRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Rejected thenRejected(CompletableFuture<Outcome> answer, RejectionCode code) {
        assertThat(answer).isCompleted();
        assertThat(answer.join()).isInstanceOf(Rejected.class);
        assertThat(rig.sent()).isEmpty();
        Rejected rejected = (Rejected) answer.join();
        assertThat(rejected.code()).isEqualTo(code);
        return rejected;
    }

    private CompletableFuture<Outcome> add(String secretId, String name, String description, PlainValue value) {
        try (value) {
            return rig.client.addSecret("project-1", "olga", secretId, name, description, value);
        }
    }

    private static PlainValue something() {
        return PlainValue.copyOf(new byte[] {1});
    }

    @Test
    void anEmptyValue() {
        thenRejected(add("s1", "name", "", PlainValue.copyOf(new byte[0])), RejectionCode.VALUE_EMPTY);
    }

    @Test
    void aValueBeyondTheLimit() {
        PlainValue value = PlainValue.ofStream(InputStream.nullInputStream(), Limits.MAX_VALUE_BYTES + 1);

        assertThat(thenRejected(add("s1", "name", "", value), RejectionCode.MALFORMED)
                        .message())
                .contains(Long.toString(Limits.MAX_VALUE_BYTES));
    }

    @Test
    void anEmptyName() {
        thenRejected(add("s1", "", "", something()), RejectionCode.NAME_EMPTY);
        thenRejected(
                rig.client.editSecret(SecretEdit.of("project-1", "olga", "s1").named("")), RejectionCode.NAME_EMPTY);
    }

    @Test
    void aNameThatIsNotUnicode() {
        assertThat(thenRejected(add("s1", "\ud800", "", something()), RejectionCode.MALFORMED)
                        .field())
                .isEqualTo("name");
    }

    @Test
    void anIdOfAWrongForm() {
        assertThat(thenRejected(add("s/1", "name", "", something()), RejectionCode.MALFORMED)
                        .field())
                .isEqualTo("secretId");
        assertThat(thenRejected(rig.client.send("c/1", new Sync("project-1", "olga")), RejectionCode.MALFORMED)
                        .field())
                .isEqualTo("commandId");
        assertThat(thenRejected(rig.client.send("c1", new Sync("project 1", "olga")), RejectionCode.MALFORMED)
                        .field())
                .isEqualTo("projectId");
    }

    @Test
    void anEditOfNothing() {
        thenRejected(rig.client.editSecret(SecretEdit.of("project-1", "olga", "s1")), RejectionCode.MALFORMED);
    }

    @Test
    void anActorOfAWrongForm() {
        String tooLong = "x".repeat(Limits.MAX_PERSON_BYTES + 1);

        thenRejected(rig.client.send("c1", new Sync("project-1", "")), RejectionCode.MALFORMED);
        thenRejected(rig.client.send("c1", new Sync("project-1", tooLong)), RejectionCode.MALFORMED);
        thenRejected(
                rig.client.send("c1", new SetMemberRole("project-1", "olga", "\udfff", Role.VIEWER)),
                RejectionCode.MALFORMED);
    }

    @Test
    void aTextBeyondTheLimit() {
        String tooLong = "x".repeat(Limits.MAX_TEXT_BYTES + 1);

        assertThat(thenRejected(add("s1", tooLong, "", something()), RejectionCode.MALFORMED)
                        .message())
                .contains(Integer.toString(Limits.MAX_TEXT_BYTES));
    }

    @Test
    void aCommandThatIsTooLargeAsAWhole() {
        String text = "x".repeat(Limits.MAX_COMMAND_BYTES / 2);

        assertThat(thenRejected(add("s1", text, text, something()), RejectionCode.MALFORMED)
                        .message())
                .contains(Integer.toString(Limits.MAX_COMMAND_BYTES));
    }

    @Test
    void twoSecretsForOneInput() {
        thenRejected(
                rig.client.send(new SaveActionflow(
                        "project-1",
                        "olga",
                        "f1",
                        List.of(new Binding("n", "Call API", "key", "s1"), new Binding("n", "Call API", "key", "s2")))),
                RejectionCode.MALFORMED);
    }

    @Test
    void eightMebibytesOfNameAndDescriptionEachAreNotTooLarge() {
        String text = "x".repeat(8 * 1024 * 1024);

        assertThat(add("s1", text, text, something())).isNotDone();
        assertThat(rig.sent()).hasSize(2);
    }
}
