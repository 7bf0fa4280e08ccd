package io.actionflow.secrets.schemas.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.crypto.DecryptionException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class MetadataCipherTest {

    private static final byte[] HERE = AssociatedData.event("p/event/0000000000000000001");
    private static final byte[] PLAINTEXT = "the name of a secret".getBytes(StandardCharsets.UTF_8);

    private final MetadataCipher cipher = cipher(TestKeys.metadata());

    @Property(tries = 200)
    void whatIsEncryptedDecryptsAtTheSamePlace(@ForAll byte[] plaintext, @ForAll byte[] place)
            throws DecryptionException {
        assertThat(cipher.decrypt(cipher.encrypt(plaintext, place), place)).isEqualTo(plaintext);
    }

    @Test
    void encryptingTwiceGivesTwoCiphertexts() {
        assertThat(cipher.encrypt(PLAINTEXT, HERE)).isNotEqualTo(cipher.encrypt(PLAINTEXT, HERE));
    }

    @Test
    void ciphertextIs33BytesLongerAndShowsNothingOfThePlaintext() {
        byte[] ciphertext = cipher.encrypt(PLAINTEXT, HERE);

        assertThat(ciphertext).hasSize(PLAINTEXT.length + 5 + 12 + 16);
        assertThat(new String(ciphertext, StandardCharsets.ISO_8859_1)).doesNotContain("name", "secret");
    }

    @Test
    void ciphertextThatWasMovedIsCorrupt() {
        byte[] ciphertext = cipher.encrypt(PLAINTEXT, HERE);

        assertThat(reason(ciphertext, AssociatedData.event("p/event/0000000000000000002")))
                .isEqualTo(Reason.CORRUPT);
        assertThat(reason(ciphertext, AssociatedData.command("p/event/0000000000000000001")))
                .isEqualTo(Reason.CORRUPT);
        assertThat(reason(ciphertext, new byte[0])).isEqualTo(Reason.CORRUPT);
    }

    @Test
    void everyAlteredBitIsCorruptAndInTheKeyIdAnUnknownKey() {
        byte[] ciphertext = cipher.encrypt(PLAINTEXT, HERE);
        for (int bit = 0; bit < ciphertext.length * 8; bit++) {
            byte[] altered = ciphertext.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);

            boolean isInKeyId = bit / 8 >= 1 && bit / 8 < KeyIds.PREFIX_BYTES;
            assertThat(reason(altered, HERE))
                    .as("bit %d", bit)
                    .isEqualTo(isInKeyId ? Reason.UNKNOWN_KEY : Reason.CORRUPT);
        }
    }

    @Test
    void everyCutAndEveryAdditionIsCorrupt() {
        byte[] ciphertext = cipher.encrypt(PLAINTEXT, HERE);
        for (int length = 0; length < ciphertext.length; length++) {
            assertThat(reason(Arrays.copyOf(ciphertext, length), HERE))
                    .as("cut to %d bytes", length)
                    .isEqualTo(Reason.CORRUPT);
        }
        assertThat(reason(Arrays.copyOf(ciphertext, ciphertext.length + 1), HERE))
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void ciphertextOfAnotherKeysetHasAnUnknownKey() throws GeneralSecurityException {
        byte[] ciphertext = cipher(KeyTemplates.newAead()).encrypt(PLAINTEXT, HERE);

        assertThat(reason(ciphertext, HERE)).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void ciphertextOfADisabledKeyHasAnUnknownKey() throws GeneralSecurityException {
        byte[] ciphertext = cipher.encrypt(PLAINTEXT, HERE);
        KeysetHandle other = KeyTemplates.newAead();
        KeysetHandle.Builder builder = KeysetHandle.newBuilder();
        builder.addEntry(KeysetHandle.importKey(TestKeys.metadata().getPrimary().getKey())
                .withFixedId(TestKeys.metadata().getPrimary().getId())
                .setStatus(KeyStatus.DISABLED));
        builder.addEntry(KeysetHandle.importKey(other.getPrimary().getKey())
                .withFixedId(other.getPrimary().getId())
                .makePrimary());
        MetadataCipher rotated = cipher(builder.build());

        DecryptionException refused =
                catchThrowableOfType(DecryptionException.class, () -> rotated.decrypt(ciphertext, HERE));

        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aKeysetOfAnotherKindIsRefused() {
        assertThat(catchThrowableOfType(
                        GeneralSecurityException.class, () -> MetadataCipher.of(TestKeys.valuePrivate())))
                .isNotNull();
    }

    @Test
    void samplesOfCommandsEventsAndOutcomesAreNotReadableInTheirCiphertext() {
        Samples.all().filter(sample -> !Samples.RECORDS.contains(sample)).forEach(sample -> {
            byte[] plaintext = Samples.codecOf(sample.getClass()).encode(sample);
            String ciphertext = new String(cipher.encrypt(plaintext, HERE), StandardCharsets.ISO_8859_1);

            assertThat(ciphertext).doesNotContain(Samples.ACTOR, "secret-1", "flow-1");
        });
    }

    private Reason reason(byte[] ciphertext, byte[] associatedData) {
        return catchThrowableOfType(DecryptionException.class, () -> cipher.decrypt(ciphertext, associatedData))
                .reason();
    }

    private static MetadataCipher cipher(KeysetHandle keyset) {
        try {
            return MetadataCipher.of(keyset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
