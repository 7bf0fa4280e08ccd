package io.actionflow.secrets.schemas.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

final class LiveKeysetTest {

    private static final byte[] TEXT = "Weather API key".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLACE = "place".getBytes(StandardCharsets.UTF_8);

    private final KeysetHandle first = KeyTemplates.newAead();
    private final Place place = new Place(first);
    private final LiveKeyset live = LiveKeyset.of(place);
    private final MetadataCipher cipher = MetadataCipher.of(live);

    LiveKeysetTest() throws IOException, GeneralSecurityException {}

    @Test
    void whatIsEncryptedUnderANewKeyIsReadAtOnceByWhoFindsItInTheFile() throws Exception {
        KeysetHandle next = KeysetKeys.withNew(first);
        KeysetHandle promoted =
                KeysetKeys.promoted(next, KeysetKeys.behindPrimary(next).get(0));
        byte[] early = MetadataCipher.of(promoted).encrypt(TEXT, PLACE);
        place.put(promoted);

        assertThat(cipher.decrypt(early, PLACE)).isEqualTo(TEXT);
        assertThat(live.renewals()).isEqualTo(1);
    }

    @Test
    void aRenewedKeysetStillReadsWhatItWroteBefore() throws Exception {
        byte[] old = cipher.encrypt(TEXT, PLACE);
        KeysetHandle next = KeysetKeys.withNew(first);
        place.put(KeysetKeys.promoted(next, KeysetKeys.behindPrimary(next).get(0)));

        assertThat(live.renew()).isTrue();
        assertThat(cipher.decrypt(old, PLACE)).isEqualTo(TEXT);
        assertThat(KeyIds.of(live.current()).all()).hasSize(2);
    }

    @Test
    void aFileThatDidNotChangeIsNotReadAgainHoweverOftenAStrangeKeyIsNamed() throws Exception {
        byte[] strange = MetadataCipher.of(KeyTemplates.newAead()).encrypt(TEXT, PLACE);
        for (int i = 0; i < 100; i++) {
            assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> cipher.decrypt(strange, PLACE));
        }
        assertThat(place.reads).isEqualTo(1);
    }

    @Test
    void aBrokenFileIsCountedAndTheOldKeysGoOn() throws Exception {
        byte[] old = cipher.encrypt(TEXT, PLACE);
        place.broken();

        assertThat(live.renew()).isFalse();
        assertThat(live.failures()).isEqualTo(1);
        assertThat(live.isBroken()).isTrue();
        assertThat(cipher.decrypt(old, PLACE)).isEqualTo(TEXT);
    }

    @Test
    void aKeysetOfAnotherKindIsNotTakenUp() throws Exception {
        byte[] old = cipher.encrypt(TEXT, PLACE);
        place.put(KeyTemplates.newValueKeyPair());

        assertThat(live.renew()).isFalse();
        assertThat(live.current()).isSameAs(first);
        assertThat(cipher.decrypt(old, PLACE)).isEqualTo(TEXT);
    }

    @Test
    void aFileThatIsWholeAgainIsTakenUpAlthoughItLooksLikeTheOneThatWasLastUsed() throws Exception {
        place.broken();
        live.renew();
        place.put(first);

        assertThat(live.renew()).isTrue();
        assertThat(live.isBroken()).isFalse();
    }

    @Test
    void aKeysetThatIsGivenOnceNeverChanges() throws Exception {
        assertThat(LiveKeyset.fixed(first).renew()).isFalse();
    }

    private static final class Place implements KeysetSource {
        private KeysetHandle keyset;
        private boolean isBroken;
        private int state;
        private int reads;

        Place(KeysetHandle keyset) {
            this.keyset = keyset;
        }

        void put(KeysetHandle other) {
            keyset = other;
            isBroken = false;
            state++;
        }

        void broken() {
            isBroken = true;
            state++;
        }

        @Override
        public String purpose() {
            return "metadata";
        }

        @Override
        public Object state() {
            return state;
        }

        @Override
        public KeysetHandle read() throws GeneralSecurityException {
            reads++;
            if (isBroken) {
                throw new GeneralSecurityException("broken on purpose");
            }
            return keyset;
        }
    }
}
