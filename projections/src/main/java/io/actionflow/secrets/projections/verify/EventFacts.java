package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.record.WireRecords;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of an event can be read without a key. */
record EventFacts(byte[] link, @Nullable ValueDigest value, List<RecordDigest> records, List<String> erased) {

    private static final byte[] HEADER = Arrays.copyOf(
            WireRecords.CODEC.encode(new EncryptedEvent(Sha256.ZERO, null, List.of(), List.of(), new byte[0])), 10);
    private static final int LINK_END = HEADER.length + Sha256.BYTES;
    private static final int PAYLOAD = LINK_END + 3;

    /**
     * Reads an event record, strictly.
     *
     * @throws io.actionflow.secrets.schemas.avro.MalformedRecordException where it is none
     * @throws io.actionflow.secrets.schemas.avro.UnknownSchemaException where its schema is not known
     */
    static EventFacts read(byte[] record) {
        if (isBare(record)) {
            return new EventFacts(Arrays.copyOfRange(record, HEADER.length, LINK_END), null, List.of(), List.of());
        }
        EncryptedEvent event = WireRecords.CODEC.decode(record, EncryptedEvent.class);
        return new EventFacts(event.previousHash().bytes(), event.value(), event.records(), event.erased());
    }

    /** Whether it is an event of any version, as far as its header says. */
    static boolean isNewest(byte[] record) {
        return record.length > PAYLOAD && Arrays.equals(record, 0, HEADER.length, HEADER, 0, HEADER.length);
    }

    /**
     * Most events claim, name and give up nothing: after the link come three zero bytes, and a payload that fills the rest.
     * Everything else is left to the codec, which is strict and ten times slower.
     */
    private static boolean isBare(byte[] record) {
        return isNewest(record)
                && record[LINK_END] == 0
                && record[LINK_END + 1] == 0
                && record[LINK_END + 2] == 0
                && fillsTheRest(record);
    }

    private static boolean fillsTheRest(byte[] record) {
        long zigzag = 0;
        for (int at = PAYLOAD; at < Math.min(record.length, PAYLOAD + 5); at++) {
            zigzag |= (long) (record[at] & 0x7f) << (7 * (at - PAYLOAD));
            if (record[at] >= 0) {
                return (zigzag & 1) == 0 && zigzag >> 1 == record.length - at - 1;
            }
        }
        return false;
    }
}
