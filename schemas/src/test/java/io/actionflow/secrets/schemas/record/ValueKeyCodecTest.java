package io.actionflow.secrets.schemas.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ValueKeyCodecTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

    private final ValueKeyCodec codec = new ValueKeyCodec(MetadataCipher.of(KeyTemplates.newAead()));
    private final PublicValueKey key =
            PublicValueKey.of(KeyTemplates.newValueKeyPair().getPublicKeysetHandle());
    private final Announced announced = new Announced(key, NOW, null);

    ValueKeyCodecTest() throws GeneralSecurityException {}

    @Test
    void anAnnouncementIsReadAsItWasMade() throws Exception {
        Announced withdrawn = announced.withdrawn(NOW.plusSeconds(1));

        assertThat(codec.decode(announced.recordKey(), codec.encode(announced))).isEqualTo(announced);
        assertThat(codec.decode(withdrawn.recordKey(), codec.encode(withdrawn))).isEqualTo(withdrawn);
    }

    @Test
    void whoHasNoMetadataKeysetCanNotAnnounceAKey() throws Exception {
        ValueKeyCodec stranger = new ValueKeyCodec(MetadataCipher.of(KeyTemplates.newAead()));

        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> codec.decode(announced.recordKey(), stranger.encode(announced)));
    }

    @Test
    void anAnnouncementSaysNothingUnderAnotherKeyId() {
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> codec.decode("value/1", codec.encode(announced)));
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec.decode("value/x", codec.encode(announced)));
    }

    @Test
    void noByteOfAnAnnouncementCanBeChanged() {
        byte[] record = codec.encode(announced);
        for (int i = 0; i < record.length; i++) {
            byte[] altered = record.clone();
            altered[i] ^= 1;
            assertThat(catchThrowable(() -> codec.decode(announced.recordKey(), altered)))
                    .as("byte %d", i)
                    .isNotNull();
        }
    }
}
