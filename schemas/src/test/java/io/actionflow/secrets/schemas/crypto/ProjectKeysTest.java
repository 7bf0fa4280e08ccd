package io.actionflow.secrets.schemas.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.actionflow.secrets.schemas.crypto.DecryptionException.Reason;
import io.actionflow.secrets.schemas.record.ProjectKey;
import io.actionflow.secrets.schemas.record.ProjectKeyDestroyed;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProjectKeysTest {

    private static final GenerationKey FIRST = new GenerationKey("p1", 1);
    private static final GenerationKey SECOND = new GenerationKey("p1", 2);
    private static final byte[] TEXT = "a name".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLACE = {7};

    private final MetadataCipher metadata;
    private final ProjectKeys keys;
    private final Map<GenerationKey, byte[]> records = new HashMap<>();
    private final ProjectCipher cipher;
    private int looks;

    ProjectKeysTest() throws GeneralSecurityException {
        metadata = MetadataCipher.of(TestKeys.metadata());
        keys = new ProjectKeys(metadata);
        cipher = keys.using(key -> {
            looks++;
            return records.get(key);
        });
        records.put(FIRST, keys.create(FIRST));
        records.put(SECOND, keys.create(SECOND));
    }

    @Test
    void eachGenerationIsAKeyOfItsOwnAndTheCiphertextNamesIt() throws DecryptionException {
        byte[] first = cipher.encrypt("p1", 1, TEXT, PLACE);
        byte[] second = cipher.encrypt("p1", 2, TEXT, PLACE);
        byte[] shared = cipher.encrypt("p1", ProjectCipher.SHARED, TEXT, PLACE);

        assertThat(first).startsWith(1, 0, 0, 0, 1);
        assertThat(second).startsWith(1, 0, 0, 0, 2);
        for (byte[] ciphertext : new byte[][] {first, second, shared}) {
            assertThat(cipher.decrypt("p1", ciphertext, PLACE)).isEqualTo(TEXT);
        }
        assertThat(metadata.decrypt(shared, PLACE)).isEqualTo(TEXT);
        assertThat(reason(() -> metadata.decrypt(first, PLACE))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aKeyIsUnwrappedOnceAndDataIsNotHeldUpByIt() throws DecryptionException {
        byte[] ciphertext = cipher.encrypt("p1", 1, TEXT, PLACE);
        int before = looks;

        for (int i = 0; i < 100; i++) {
            cipher.decrypt("p1", ciphertext, PLACE);
        }

        assertThat(looks).isEqualTo(before);
    }

    @Test
    void aMissingKeyIsAnErrorAndNothingIsEncryptedInsteadUnderAnother() {
        byte[] ciphertext = cipher.encrypt("p1", 1, TEXT, PLACE);
        records.clear();
        keys.forget(FIRST);

        assertThat(reason(() -> cipher.decrypt("p1", ciphertext, PLACE))).isEqualTo(Reason.PROJECT_KEY_MISSING);
        assertThatIllegalStateException().isThrownBy(() -> cipher.encrypt("p1", 1, TEXT, PLACE));
    }

    @Test
    void aDestroyedKeyIsToldFromAMissingOneByItsProof() throws DecryptionException {
        byte[] ciphertext = cipher.encrypt("p1", 1, TEXT, PLACE);
        records.put(FIRST, keys.destroyed(FIRST));
        keys.forget(FIRST);

        assertThat(reason(() -> cipher.decrypt("p1", ciphertext, PLACE))).isEqualTo(Reason.PROJECT_KEY_DESTROYED);
        assertThat(keys.isDestroyed(FIRST, records.get(FIRST))).isTrue();
        assertThat(keys.isDestroyed(SECOND, records.get(SECOND))).isFalse();
        assertThat(cipher.decrypt("p1", cipher.encrypt("p1", 2, TEXT, PLACE), PLACE))
                .isEqualTo(TEXT);
    }

    @Test
    void aForgedProofIsCorruptNotDestroyed() throws GeneralSecurityException {
        MetadataCipher strangers = MetadataCipher.of(KeyTemplates.newAead());
        byte[] ofAStranger = new ProjectKeys(strangers).destroyed(FIRST);
        byte[] ofAnotherPlace = keys.destroyed(SECOND);
        byte[] empty = WireRecords.CODEC.encode(new ProjectKeyDestroyed(new byte[0]));
        byte[] ofAnotherUse = WireRecords.CODEC.encode(
                new ProjectKeyDestroyed(metadata.encrypt(new byte[] {1}, AssociatedData.event(FIRST.text()))));
        byte[] ciphertext = cipher.encrypt("p1", 1, TEXT, PLACE);

        for (byte[] forged : new byte[][] {ofAStranger, ofAnotherPlace, empty, ofAnotherUse}) {
            records.put(FIRST, forged);
            keys.forget(FIRST);

            assertThat(reason(() -> cipher.decrypt("p1", ciphertext, PLACE))).isIn(Reason.CORRUPT, Reason.UNKNOWN_KEY);
            assertThat(reason(() -> keys.isDestroyed(FIRST, forged))).isIn(Reason.CORRUPT, Reason.UNKNOWN_KEY);
        }
    }

    @Test
    void aKeyRecordOpensAtItsOwnPlaceAlone() {
        byte[] ciphertext = cipher.encrypt("p1", 1, TEXT, PLACE);
        records.put(SECOND, records.get(FIRST));
        records.put(new GenerationKey("p2", 1), records.get(FIRST));
        keys.forget(SECOND);

        assertThat(reason(() -> cipher.decrypt("p2", ciphertext, PLACE))).isEqualTo(Reason.CORRUPT);
        assertThatIllegalStateException().isThrownBy(() -> cipher.encrypt("p1", 2, TEXT, PLACE));
    }

    @Test
    void anAlteredKeyRecordIsCorrupt() {
        ProjectKey record = WireRecords.CODEC.decode(records.get(FIRST), ProjectKey.class);
        for (int i = 5; i < record.wrapped().length; i++) {
            byte[] altered = record.wrapped().clone();
            altered[i] ^= 1;
            byte[] bytes = WireRecords.CODEC.encode(new ProjectKey(altered));

            assertThat(reason(() -> keys.isDestroyed(FIRST, bytes))).isEqualTo(Reason.CORRUPT);
        }
    }

    @Test
    void aSharedKeyWhoseIdLooksLikeAGenerationIsStillFound() throws Exception {
        var keyset = com.google.crypto.tink.KeysetHandle.newBuilder()
                .addEntry(com.google.crypto.tink.KeysetHandle.generateEntryFromParameters(
                                com.google.crypto.tink.aead.PredefinedAeadParameters.AES256_GCM)
                        .withFixedId(1)
                        .makePrimary())
                .build();
        MetadataCipher unlucky = MetadataCipher.of(keyset);
        ProjectKeys own = new ProjectKeys(unlucky);
        byte[] record = own.create(FIRST);
        byte[] shared = unlucky.encrypt(TEXT, PLACE);

        assertThat(own.using(key -> null).decrypt("p1", shared, PLACE)).isEqualTo(TEXT);
        assertThat(own.using(key -> record).decrypt("p1", shared, PLACE)).isEqualTo(TEXT);
    }

    @Test
    void aKeyThatIsDestroyedWhileItIsLoadedIsNotRemembered() throws DecryptionException {
        byte[] ciphertext = cipher.encrypt("p1", 1, TEXT, PLACE);
        keys.forget(FIRST);
        ProjectCipher racing = keys.using(key -> {
            byte[] before = records.get(key);
            records.put(key, keys.destroyed(FIRST));
            return before;
        });

        assertThat(racing.decrypt("p1", ciphertext, PLACE)).isEqualTo(TEXT);

        assertThat(reason(() -> racing.decrypt("p1", ciphertext, PLACE))).isEqualTo(Reason.PROJECT_KEY_DESTROYED);
    }

    private interface Work {
        Object run() throws DecryptionException;
    }

    private static Reason reason(Work work) {
        return catchThrowableOfType(DecryptionException.class, work::run).reason();
    }
}
