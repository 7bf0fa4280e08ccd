package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ResolvedInput;
import io.actionflow.secrets.app.client.ResolverApi;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.DevFixture;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.KeyIds;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drills of docs/security.md, "Lost and leaked keys". */
final class KeyRecoveryTest {

    private static final String PROJECT = "weather";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void aLostPublicFileIsMadeFromThePrivateOne() throws Exception {
        KeyDirectory.create(directory.resolve("keys"));
        Path lost = directory.resolve("keys").resolve(KeyDirectory.VALUE_PUBLIC);
        PublicValueKey before =
                PublicValueKey.of(KeyFiles.in(directory.resolve("keys")).valuePublic());
        Files.delete(lost);

        assertThat(KeysRun.of(directory.resolve("keys"), "public").status()).isZero();

        assertThat(PublicValueKey.of(KeyFiles.in(directory.resolve("keys")).valuePublic()))
                .isEqualTo(before);
    }

    @Test
    void withoutTheMetadataKeyAndItsBackupNothingOfHistoryIsRead() throws Exception {
        KeyDirectory.create(directory.resolve("keys"));
        KeyDirectory.create(directory.resolve("others"));
        byte[] place = {1};
        byte[] event = MetadataCipher.of(KeyFiles.in(directory.resolve("keys")).metadata())
                .encrypt(new byte[] {2}, place);

        assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> MetadataCipher.of(
                        KeyFiles.in(directory.resolve("others")).metadata())
                .decrypt(event, place));
        assertThat(MetadataCipher.of(KeyFiles.in(backupOf("keys")).metadata()).decrypt(event, place))
                .containsExactly(2);
    }

    @Test
    void withoutItsKeyEncryptionKeyAKeysetIsLost() throws Exception {
        KeyDirectory.create(directory.resolve("keys"));
        KeyDirectory.create(directory.resolve("others"));
        copy(
                directory.resolve("others").resolve(KeyDirectory.VALUE_KEK),
                directory.resolve("keys").resolve(KeyDirectory.VALUE_KEK));

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> KeyFiles.in(directory.resolve("keys")).valuePrivate());
    }

    @Test
    void aLeakedValueKeyIsReplacedAndALostOneMeansToEnterValuesAgain() throws Exception {
        try (DevFixture system = DevFixture.start(directory.resolve("dev"))) {
            Path keys = directory.resolve("dev/keys");
            EditorApi editor = system.editor(system.person("olga"));
            ResolverApi worker = system.resolver(system.worker("*"));
            prepare(editor);
            assertThat(resolved(worker, "first")).isEqualTo("one");

            // It leaked: from now on nothing is sealed to it any more.
            Path leaked = directory.resolve("leaked");
            Files.createDirectories(leaked.resolve("resolver"));
            copy(keys.resolve(KeyDirectory.VALUE_KEK), leaked.resolve(KeyDirectory.VALUE_KEK));
            copy(keys.resolve(KeyDirectory.VALUE_PRIVATE), leaked.resolve(KeyDirectory.VALUE_PRIVATE));
            rotate(system, keys, editor);
            assertThat(KeyIds.of(KeyFiles.in(leaked).valuePrivate()).all())
                    .doesNotContain((int) editor.valueKey().path("keyId").asLong());
            edit(editor, "first", "two");
            Deadline.seconds(60)
                    .await("the new value", () -> resolved(worker, "first").equals("two"));

            // It is lost: another one is put in its place, and values are entered again.
            KeyDirectory.create(directory.resolve("new"));
            for (String file : List.of(KeyDirectory.VALUE_KEK, KeyDirectory.VALUE_PRIVATE, KeyDirectory.VALUE_PUBLIC)) {
                copy(directory.resolve("new").resolve(file), keys.resolve(file));
            }
            rotate(system, keys, editor);
            assertThat(resolved(worker, "never-resolved")).isEqualTo("UNKNOWN_KEY");
            edit(editor, "never-resolved", "three");
            Deadline.seconds(60).await("the value that was entered again", () -> resolved(worker, "never-resolved")
                    .equals("three"));
        }
    }

    private static void rotate(DevFixture system, Path keys, EditorApi editor) throws Exception {
        long before = editor.valueKey().path("keyId").asLong();
        KeysRun run = KeysRun.of(
                keys, "rotate", "value", "--bootstrap-server", system.system().bootstrapServers(), "--wait", "60");
        assertThat(run.status()).as(run.err()).isZero();
        Deadline.seconds(60)
                .await(
                        "publishers to seal to the new key",
                        () -> editor.valueKey().path("keyId").asLong() != before);
    }

    private static void prepare(EditorApi editor) {
        editor.createProject(PROJECT, Ids.random());
        ObjectNode document = JSON.createObjectNode();
        ArrayNode nodes = document.putArray("nodes");
        for (String secret : List.of("first", "never-resolved")) {
            editor.addSecret(PROJECT, secret, secret, Optional.empty(), text("one"), Ids.random());
            // A node of its own for each: what one resolves is kept in memory, and needs no key then.
            nodes.addObject()
                    .put("id", secret)
                    .put("type", "Call API")
                    .putObject("inputs")
                    .putObject("apiKey")
                    .put("context", "secret")
                    .put("secretId", secret);
        }
        editor.saveActionflow(PROJECT, "flow", document.toString().getBytes(StandardCharsets.UTF_8), Ids.random());
        editor.sync(PROJECT, Optional.of(Duration.ofSeconds(30)), Ids.random());
    }

    private static void edit(EditorApi editor, String secret, String value) {
        ObjectNode changes = JSON.createObjectNode();
        changes.set("value", text(value));
        editor.editSecret(PROJECT, secret, changes, OptionalLong.empty(), Ids.random());
        editor.sync(PROJECT, Optional.of(Duration.ofSeconds(30)), Ids.random());
    }

    private static ObjectNode text(String value) {
        return JSON.createObjectNode().put("text", value);
    }

    /** The value that the node of this name binds, or why there is none. */
    private static String resolved(ResolverApi worker, String secret) {
        JsonNode run = worker.begin(PROJECT, "flow", OptionalLong.empty());
        List<ResolvedInput> inputs = worker.resolve(run.path("run").asText(), secret);
        try {
            return inputs.stream()
                    .map(it -> it.value()
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                            .orElseGet(it::errorCode))
                    .findFirst()
                    .orElseThrow();
        } finally {
            inputs.forEach(ResolvedInput::close);
        }
    }

    private Path backupOf(String keys) throws Exception {
        Path backup = directory.resolve("backup");
        Files.createDirectories(backup.resolve("shared"));
        for (String file : List.of(KeyDirectory.KEK, KeyDirectory.METADATA)) {
            copy(directory.resolve(keys).resolve(file), backup.resolve(file));
        }
        return backup;
    }

    private static void copy(Path from, Path to) throws Exception {
        Path draft = Files.copy(
                from,
                to.resolveSibling("draft"),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
