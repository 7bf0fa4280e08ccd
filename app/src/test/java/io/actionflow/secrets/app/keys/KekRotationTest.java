package io.actionflow.secrets.app.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.schemas.crypto.KeyEncryptionKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KekRotationTest {

    private static final URI KMS = URI.create("only-for-tests://shared");
    private static final List<String> KEYSETS = List.of(KeyDirectory.METADATA, KeyDirectory.LOOKUP);

    @TempDir
    private Path parent;

    private Path directory;
    private KeyStore store;
    private KekRotation rotation;
    private KeysetHandle metadata;
    private KeysetHandle lookup;

    @BeforeEach
    void make() throws Exception {
        directory = parent.resolve("keys");
        KeyDirectory.create(directory);
        store = KeyStore.in(directory);
        rotation = new KekRotation(store, KeyDirectory.KEK);
        metadata = store.read(KeyPlace.METADATA);
        lookup = store.read(KeyPlace.LOOKUP);
    }

    @Test
    void theSameKeysetsAreWrappedByAnotherKey() throws Exception {
        Path before = copied();

        assertThat(rotation.rotate().isFinished()).isTrue();
        assertThat(rotation.retire().isFinished()).isTrue();

        assertSameKeysets(directory);
        assertThat(KeyEncryptionKey.readFile(directory.resolve(KeyDirectory.KEK))
                        .size())
                .isEqualTo(1);
        for (String file : KEYSETS) {
            copy(directory, before, file);
        }
        assertThatExceptionOfType(GeneralSecurityException.class)
                .as("whoever has the old key opens no new file")
                .isThrownBy(() -> KeyFiles.in(before).metadata());
    }

    @Test
    void whereverItIsStoppedEachKeysetOpens() throws Exception {
        Path old = copied();
        rotation.rotate();

        // The file with the key is the first that changes, and the keysets follow one by one.
        for (int replaced = 0; replaced <= KEYSETS.size(); replaced++) {
            Path stopped = parent.resolve("stopped-" + replaced);
            copyAll(old, stopped);
            copy(directory, stopped, KeyDirectory.KEK);
            for (String file : KEYSETS.subList(0, replaced)) {
                copy(directory, stopped, file);
            }
            assertSameKeysets(stopped);

            KekRotation goneOn = new KekRotation(KeyStore.in(stopped), KeyDirectory.KEK);
            if (replaced < KEYSETS.size()) {
                assertThat(goneOn.retire().isFinished())
                        .as("the old key is needed still")
                        .isFalse();
            }
            goneOn.rotate();
            assertThat(goneOn.retire().isFinished()).isTrue();
            assertSameKeysets(stopped);
        }
    }

    @Test
    void aKeyInAFileIsFollowedByOneOfAKmsAndThatByAnother() throws Exception {
        assertThat(rotation.rotateTo(KMS).isFinished()).isTrue();
        assertSameKeysets(directory);
        assertThat(rotation.retire().isFinished()).isTrue();
        assertSameKeysets(directory);
        assertThat(Files.readString(directory.resolve(KeyDirectory.KEK))).doesNotContain("before", "primaryKeyId");
        assertThat(directory.resolve("shared/kek-before.json")).doesNotExist();

        rotation.rotateTo(URI.create("only-for-tests://next"));
        assertThat(rotation.hasOld()).isTrue();
        rotation.retire();

        assertThat(KeyEncryptionKey.references(directory.resolve(KeyDirectory.KEK)))
                .containsExactly(URI.create("only-for-tests://next"));
        assertSameKeysets(directory);
    }

    @Test
    void aKeyThatIsNotThereChangesNothing() throws Exception {
        Path before = copied();

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> rotation.rotateTo(URI.create("no-kms://anywhere")));

        assertThat(directory.resolve(KeyDirectory.KEK)).hasSameTextualContentAs(before.resolve(KeyDirectory.KEK));
    }

    @Test
    void newKeysCanBeWrappedByAKmsFromTheBeginning() throws Exception {
        Path made = parent.resolve("of-kms");
        KeyDirectory.create(
                made,
                new KeyDirectory.Keks(
                        Optional.of(KMS),
                        Optional.of(URI.create("only-for-tests://resolver")),
                        Optional.of(URI.create("only-for-tests://processor"))));

        assertThat(KeyFiles.in(made).metadata().size()).isEqualTo(1);
        assertThat(KeyFiles.in(made).valuePrivate().size()).isEqualTo(1);
        try (Stream<Path> files = Files.walk(made)) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneSatisfy(file -> assertThat(file).content().contains("\"keyMaterialType\":\"SYMMETRIC\""));
        }
    }

    @Test
    void aFileThatOthersMayReadIsNotReplaced() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = directory.resolve(KeyDirectory.METADATA);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store.replace(KeyPlace.METADATA, metadata))
                .withMessageContaining("chmod 600");
    }

    @Test
    void whatIsReplacedKeepsItsPermissionsAndLeavesNothingBeside() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = directory.resolve(KeyDirectory.METADATA);
        store.replace(KeyPlace.METADATA, metadata);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory.resolve("shared"))) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "kek.json",
                            "metadata.json",
                            "lookup.json",
                            "value-public.json",
                            "resolver-public.json",
                            "checkpoint-public.json");
        }
    }

    private void assertSameKeysets(Path keys) throws Exception {
        KeyStore there = KeyStore.in(keys);
        assertThat(there.read(KeyPlace.METADATA).equalsKeyset(metadata)).isTrue();
        assertThat(there.read(KeyPlace.LOOKUP).equalsKeyset(lookup)).isTrue();
    }

    private Path copied() throws IOException {
        Path copy = parent.resolve("copy");
        copyAll(directory, copy);
        return copy;
    }

    private static void copyAll(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("shared"));
        copy(from, to, KeyDirectory.KEK);
        for (String file : KEYSETS) {
            copy(from, to, file);
        }
    }

    private static void copy(Path from, Path to, String file) throws IOException {
        Files.copy(
                from.resolve(file),
                to.resolve(file),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }
}
