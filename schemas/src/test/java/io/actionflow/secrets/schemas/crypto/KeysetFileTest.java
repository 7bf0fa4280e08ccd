package io.actionflow.secrets.schemas.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysetFileTest {

    private static final Pattern KEY_MATERIAL = Pattern.compile("\"value\":\\s*\"([^\"]+)\"");

    @TempDir
    private Path dir;

    private Path kekFile;
    private Aead kek;

    @BeforeEach
    void makeKeyEncryptionKey() throws IOException, GeneralSecurityException {
        kekFile = dir.resolve("kek.json");
        KeyEncryptionKey.createFile(kekFile);
        kek = KeyEncryptionKey.open(kekFile.toUri());
    }

    @Test
    void aKeysetComesBackAsItWasWritten() throws IOException, GeneralSecurityException {
        Path file = create("metadata.json", "metadata", TestKeys.metadata());

        assertThat(KeysetFile.read(file, kek, "metadata").equalsKeyset(TestKeys.metadata()))
                .isTrue();
        assertThat(Files.readString(file))
                .as("the key itself is not in the file")
                .doesNotContain("AAECAwQFBgcICQ", "GiAAAQIDBAUGBwgJ");
    }

    @Test
    void theWrappedKeysetOfTheTestVectorsOpens() throws IOException, GeneralSecurityException {
        Path known = dir.resolve("known-kek.json");
        PrivateFiles.create(known, TestKeys.json("kek"));
        Path wrapped = dir.resolve("known.json");
        PrivateFiles.create(wrapped, TestKeys.resource("metadata-keyset-wrapped"));

        assertThat(KeysetFile.read(wrapped, KeyEncryptionKey.open(known.toUri()), "metadata")
                        .equalsKeyset(TestKeys.metadata()))
                .isTrue();
    }

    @Test
    void aPublicKeysetComesBackAsItWasWritten() throws IOException, GeneralSecurityException {
        Path file = dir.resolve("public.json");
        KeysetFile.createPublic(file, TestKeys.valuePublic());

        assertThat(KeysetFile.readPublic(file).equalsKeyset(TestKeys.valuePublic()))
                .isTrue();
    }

    @Test
    void aKeysetForAnotherPurposeIsRefused() throws IOException, GeneralSecurityException {
        Path file = create("lookup.json", "lookup", TestKeys.lookup());

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> KeysetFile.read(file, kek, "metadata"))
                .withMessageContaining("not a metadata keyset, or wrapped by another key-encryption key")
                .withMessageContaining(file.toString());
    }

    @Test
    void aKeysetWrappedByAnotherKeyIsRefused() throws IOException, GeneralSecurityException {
        Path file = create("metadata.json", "metadata", TestKeys.metadata());
        Path otherFile = dir.resolve("other.json");
        KeyEncryptionKey.createFile(otherFile);
        Aead other = KeyEncryptionKey.open(otherFile.toUri());

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> KeysetFile.read(file, other, "metadata"));
    }

    @Test
    void newKeyFilesAreForTheirOwnerAlone() throws IOException, GeneralSecurityException {
        assumePosix();
        Path file = create("metadata.json", "metadata", TestKeys.metadata());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kekFile)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw----r--", "rw-rw-rw-", "rwx--x---"})
    void aKeyFileThatOthersMayAccessIsRefusedWithTheRemedy(String permissions)
            throws IOException, GeneralSecurityException {
        assumePosix();
        Path file = create("metadata.json", "metadata", TestKeys.metadata());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        Files.setPosixFilePermissions(kekFile, PosixFilePermissions.fromString(permissions));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> KeysetFile.read(file, kek, "metadata"))
                .withMessageContaining("chmod 600 " + file);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> KeyEncryptionKey.open(kekFile.toUri()))
                .withMessageContaining("chmod 600 " + kekFile);
    }

    @Test
    void aKeyFileThatItsOwnerMayOnlyReadIsAccepted() throws IOException, GeneralSecurityException {
        assumePosix();
        Path file = create("metadata.json", "metadata", TestKeys.metadata());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertThat(KeysetFile.read(file, kek, "metadata").equalsKeyset(TestKeys.metadata()))
                .isTrue();
    }

    @Test
    void noFileIsEverWrittenOver() throws IOException {
        Path file = Files.writeString(dir.resolve("taken.json"), "precious");

        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> create("taken.json", "metadata", TestKeys.metadata()));
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> KeysetFile.createPublic(file, TestKeys.valuePublic()));
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> KeyEncryptionKey.createFile(file));
        assertThat(file).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "lookup", "value-private"})
    void aFileOfPublicKeysHoldsNoOther(String name) throws IOException {
        Path file = Files.writeString(dir.resolve("public.json"), TestKeys.json(name));

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> KeysetFile.readPublic(file))
                .withMessageContaining("not a keyset of public keys alone");
    }

    @Test
    void secretKeysAreNotWrittenAsPublic() {
        Path file = dir.resolve("public.json");

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> KeysetFile.createPublic(file, TestKeys.valuePrivate()));
        assertThat(file).doesNotExist();
    }

    @Test
    void aKeyEncryptionKeyThatNobodyServesIsRefused() {
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> KeyEncryptionKey.open(URI.create("unknown-kms://key")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:kek.json", "file://host/kek.json", "file:///kek.json?x=1"})
    void aFileUriThatIsNoPathIsRefusedWithAnExample(String uri) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> KeyEncryptionKey.open(URI.create(uri)))
                .withMessageContaining("Expected a file URI such as file:///");
    }

    @Test
    void missingFilesAreSaidToBeMissing() {
        Path missing = dir.resolve("nowhere").resolve("kek.json");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> KeyEncryptionKey.open(missing.toUri()))
                .withMessageContaining("nowhere");
    }

    @Test
    void cutKeyFilesAreRefusedWithoutShowingTheKey() throws IOException {
        String whole = Files.readString(kekFile);
        for (int length = 0; length < whole.length() - 1; length++) {
            assertRefusedSilently(openKek(whole.substring(0, length)), keyMaterial(whole), "cut to " + length);
        }
    }

    @Test
    void alteredKeyFilesNeverShowTheKey() throws IOException {
        String whole = Files.readString(kekFile);
        Random random = new Random(20260203);
        for (int round = 0; round < 3000; round++) {
            StringBuilder altered = new StringBuilder(whole);
            altered.setCharAt(random.nextInt(whole.length()), (char) (' ' + random.nextInt(95)));
            Throwable refusal = openKek(altered.toString());
            if (refusal != null) { // an altered key may still be a key
                assertRefusedSilently(refusal, keyMaterial(whole), altered.toString());
            }
        }
    }

    /** No message of the exception or its causes holds as much as 8 characters of the key. */
    private static void assertRefusedSilently(Throwable refusal, String keyMaterial, String what) {
        assertThat(refusal).as(what).isInstanceOfAny(GeneralSecurityException.class, IOException.class);
        for (Throwable it = refusal; it != null; it = it.getCause()) {
            String message = String.valueOf(it.getMessage());
            for (int i = 0; i + 8 <= keyMaterial.length(); i++) {
                assertThat(message).as(what).doesNotContain(keyMaterial.substring(i, i + 8));
            }
        }
    }

    private Throwable openKek(String content) throws IOException {
        Files.writeString(kekFile, content);
        return catchThrowable(() -> KeyEncryptionKey.open(kekFile.toUri()));
    }

    private static String keyMaterial(String keyset) {
        Matcher matcher = KEY_MATERIAL.matcher(keyset);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Path create(String name, String purpose, KeysetHandle keyset) throws IOException, GeneralSecurityException {
        Path file = dir.resolve(name);
        KeysetFile.create(file, keyset, kek, purpose);
        return file;
    }

    private static void assumePosix() {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "this file system knows no owners");
    }
}
