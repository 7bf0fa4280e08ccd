package io.actionflow.secrets.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.TestKeys;
import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.EventHash;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class EventCodecTest {

    private static final EventKey PLACE = new EventKey("project-7", 41);
    private static final Sha256 PREVIOUS = Sha256.hash(new byte[] {1});

    static final List<Event> EVENTS = Samples.EVENTS;

    private final EventCodec codec;

    EventCodecTest() throws GeneralSecurityException {
        codec = new EventCodec(MetadataCipher.of(TestKeys.metadata()));
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aSealedEventOpensAtItsPlace(Event event) throws DecryptionException {
        EventCodec.Sealed sealed = codec.seal(PLACE, PREVIOUS, event);

        assertThat(sealed.key()).isEqualTo(PLACE.text());
        assertThat(sealed.hash())
                .isEqualTo(EventHash.of(PLACE.text().getBytes(StandardCharsets.UTF_8), sealed.value()));
        assertThat(codec.open(PLACE, sealed.value()))
                .isEqualTo(new RecordedEvent("project-7", 41, PREVIOUS, sealed.hash(), event));
    }

    @Test
    void anEventElsewhereIsCorrupt() {
        byte[] value = codec.seal(PLACE, PREVIOUS, Samples.of(Synced.class)).value();

        for (EventKey elsewhere : List.of(new EventKey("project-7", 42), new EventKey("project-8", 41))) {
            assertThat(catchThrowableOfType(DecryptionException.class, () -> codec.open(elsewhere, value))
                            .reason())
                    .isEqualTo(DecryptionException.Reason.CORRUPT);
        }
    }

    @Test
    void theValueOutsideMustBeTheOneInside() {
        EncryptedEvent record = WireRecords.CODEC.decode(
                codec.seal(PLACE, PREVIOUS, Samples.of(SecretAdded.class)).value(), EncryptedEvent.class);
        ValueDigest other = new ValueDigest("value-1", 1, Sha256.ZERO);

        for (ValueDigest outside : new ValueDigest[] {null, other}) {
            byte[] forged = WireRecords.CODEC.encode(new EncryptedEvent(
                    record.previousHash(), outside, record.records(), record.erased(), record.payload()));

            assertThatExceptionOfType(MalformedRecordException.class)
                    .isThrownBy(() -> codec.open(PLACE, forged))
                    .withMessageContaining("Expected the value that the payload names");
        }
    }

    @Test
    void theRecordsAndErasedValuesOutsideMustBeThoseInside() {
        EncryptedEvent record = WireRecords.CODEC.decode(
                codec.seal(PLACE, PREVIOUS, Samples.of(Synced.class)).value(), EncryptedEvent.class);
        RecordDigest other = RecordDigest.of("project-7/key/00001", new byte[0]);

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec.open(PLACE, forged(record, List.of(other), List.of())))
                .withMessageContaining("Expected the records that the payload names");
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec.open(PLACE, forged(record, List.of(), List.of("value-1"))))
                .withMessageContaining("Expected the erased that the payload names");
    }

    private static byte[] forged(EncryptedEvent record, List<RecordDigest> records, List<String> erased) {
        return WireRecords.CODEC.encode(
                new EncryptedEvent(record.previousHash(), record.value(), records, erased, record.payload()));
    }

    @Test
    void onlyEventsWithAValueShowADigestOutside() {
        for (Event event : EVENTS) {
            EncryptedEvent record =
                    WireRecords.CODEC.decode(codec.seal(PLACE, PREVIOUS, event).value(), EncryptedEvent.class);

            assertThat(record.value())
                    .as(event.getClass().getSimpleName())
                    .isEqualTo(event.value() == null ? null : ValueDigest.of(event.value()));
        }
        assertThat(EVENTS.stream().filter(event -> event.value() != null))
                .as("the events that claim a value")
                .hasSize(4);
    }
}
