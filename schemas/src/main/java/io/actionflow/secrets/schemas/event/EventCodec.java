package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ProjectCipher;
import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.EventHash;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events to records of {@code secret-events} and back. */
public final class EventCodec {

    private final ProjectCipher cipher;

    public EventCodec(ProjectCipher cipher) {
        this.cipher = cipher;
    }

    /** For histories without project keys. */
    public EventCodec(MetadataCipher cipher) {
        this(ProjectCipher.shared(cipher));
    }

    /** An event as a record: its key, its value, and the hash with which the next one refers to it. */
    public record Sealed(String key, byte[] value, Sha256 hash) {}

    /** Encrypts the event for its place in the history, under the metadata keyset that all projects share. */
    public Sealed seal(EventKey place, Sha256 previousHash, Event event) {
        return seal(place, ProjectCipher.SHARED, previousHash, event);
    }

    /** Encrypts the event for its place in the history, under a generation of its project's key. */
    public Sealed seal(EventKey place, int generation, Sha256 previousHash, Event event) {
        String key = place.text();
        byte[] payload = cipher.encrypt(
                place.projectId(), generation, EventTypes.CODEC.encode(event), AssociatedData.event(key));
        byte[] value = WireRecords.CODEC.encode(
                new EncryptedEvent(previousHash, digestOf(event), event.records(), event.erased(), payload));
        return new Sealed(key, value, hash(key, value));
    }

    /**
     * Decrypts an event record.
     *
     * @throws DecryptionException where the payload can't be opened at this place
     * @throws MalformedRecordException where it is no event, or says something else outside than inside
     */
    public RecordedEvent open(EventKey place, byte[] value) throws DecryptionException {
        String key = place.text();
        EncryptedEvent record = WireRecords.CODEC.decode(value, EncryptedEvent.class);
        byte[] payload = cipher.decrypt(place.projectId(), record.payload(), AssociatedData.event(key));
        Event event = (Event) EventTypes.CODEC.decode(payload);
        check("value", record.value(), digestOf(event));
        check("records", record.records(), event.records());
        check("erased", record.erased(), event.erased());
        return new RecordedEvent(place.projectId(), place.sequence(), record.previousHash(), hash(key, value), event);
    }

    /** What can be read of an event whose key was destroyed; throws {@link MalformedRecordException} where it is no event. */
    public static EventLink link(EventKey place, byte[] value) {
        EncryptedEvent record = WireRecords.CODEC.decode(value, EncryptedEvent.class);
        return new EventLink(place.projectId(), place.sequence(), record.previousHash(), hash(place.text(), value));
    }

    /** What stands outside, for those without a key, is what is said inside. */
    private static void check(String field, @Nullable Object outside, @Nullable Object inside) {
        if (!Objects.equals(outside, inside)) {
            throw new MalformedRecordException(field, "Expected the " + field + " that the payload names");
        }
    }

    private static Sha256 hash(String key, byte[] value) {
        return EventHash.of(key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static @Nullable ValueDigest digestOf(Event event) {
        ValueRef value = event.value();
        return value == null ? null : ValueDigest.of(value);
    }
}
