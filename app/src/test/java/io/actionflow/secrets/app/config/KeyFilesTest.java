package io.actionflow.secrets.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    @TempDir
    private Path parent;

    private Path directory;
    private KeyFiles keys;

    @BeforeEach
    void create() throws Exception {
        directory = parent.resolve("keys");
        KeyDirectory.create(directory);
        keys = KeyFiles.in(directory);
    }

    @Test
    void whatThePublicKeysSealThePrivateOnesOpen() throws Exception {
        HybridEncrypt seal = keys.valuePublic().getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
        HybridDecrypt open = keys.valuePrivate().getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);

        byte[] sealed = seal.encrypt(new byte[] {1, 2}, new byte[] {3});

        assertThat(open.decrypt(sealed, new byte[] {3})).containsExactly(1, 2);
    }

    @Test
    void metadataAndLookupKeysetsAreOfTheirKind() throws Exception {
        assertThat(MetadataCipher.of(keys.metadata()).encrypt(new byte[1], new byte[0]))
                .hasSizeGreaterThan(1);
        assertThat(KeyedHash.of(keys.lookup()).of("p", "name")).hasSize(22);
    }

    @Test
    void whatTheProcessorsKeysSignThePublicOnesKnow() throws Exception {
        SignedCheckpoint signed =
                CheckpointSigner.of(keys.checkpointPrivate()).sign(new Checkpoint("p", 1, Sha256.ZERO, Instant.EPOCH));

        assertThat(CheckpointVerifier.of(keys.checkpointPublic()).verify(signed))
                .isEqualTo(CheckpointVerifier.Verdict.GENUINE);
    }

    @Test
    void keysThatWereHalfAddedAreCompletedWithoutANewKey() throws Exception {
        Path publicKeys = directory.resolve(KeyDirectory.CHECKPOINT_PUBLIC);
        String before = Files.readString(publicKeys);
        Files.delete(publicKeys);

        KeyDirectory.complete(directory);
        KeyDirectory.complete(directory);

        assertThat(publicKeys).hasContent(before);
    }

    @Test
    void theSharedKeyEncryptionKeyDoesNotOpenTheResolversKeyset() throws Exception {
        Files.delete(directory.resolve(KeyDirectory.VALUE_KEK));
        Files.copy(directory.resolve(KeyDirectory.KEK), directory.resolve(KeyDirectory.VALUE_KEK));

        assertThatThrownBy(keys::valuePrivate)
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("value-private.json");
    }

    @Test
    void aBrokenKeyEncryptionKeyIsNamedAndNotShown() throws Exception {
        String key = Files.readString(directory.resolve(KeyDirectory.KEK));
        Files.writeString(directory.resolve(KeyDirectory.KEK), key.substring(0, key.length() - 20));

        assertThatThrownBy(keys::metadata)
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("kek.json")
                .hasNoCause();
    }

    @Test
    void onlyTheOwnerCanEnterOrReadButForThePublicKeys() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no owners here");
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.toList();
        }

        assertThat(all).hasSize(15).allSatisfy(path -> {
            String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
            if (!path.endsWith(KeyDirectory.VALUE_PUBLIC)
                    && !path.endsWith(KeyDirectory.RESOLVER_PUBLIC)
                    && !path.endsWith(KeyDirectory.CHECKPOINT_PUBLIC)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as("%s", path)
                        .isEqualTo(expected);
            }
        });
    }

    @Test
    void anEmptyDirectoryIsFilledAndAnythingElseRefused() throws Exception {
        Path empty = Files.createDirectory(parent.resolve("empty"));
        KeyDirectory.create(empty);
        assertThat(KeyFiles.in(empty).metadata().size()).isEqualTo(1);

        Path file = Files.writeString(parent.resolve("file"), "mine");
        assertThatThrownBy(() -> KeyDirectory.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> KeyDirectory.create(empty)).isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(file).hasContent("mine");
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("keys", "empty", "file");
        }
    }
}
