package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.Sha256;
import java.time.Instant;

/** {@code (projectId, valueId) → } a value whose chunks arrive and that no command has claimed yet: the next index that is
 * expected, the bytes and the digest so far, and when the first chunk came. */
public record UploadEntry(String valueId, int count, int next, long size, Sha256 digest, Instant since)
        implements Entry {

    static final RecordType<UploadEntry> TYPE =
            RecordType.load("state", UploadEntry.class, UploadEntry::read, UploadEntry::write);

    private static UploadEntry read(Fields f) {
        return new UploadEntry(
                f.text("valueId"),
                f.smallNumber("count"),
                f.smallNumber("next"),
                f.number("size"),
                Sha256.ofBytes(f.bytes("digest")),
                Instant.ofEpochMilli(f.number("since")));
    }

    private static void write(FieldWriter f, UploadEntry it) {
        f.text("valueId", it.valueId)
                .smallNumber("count", it.count)
                .smallNumber("next", it.next)
                .number("size", it.size)
                .bytes("digest", it.digest.bytes())
                .number("since", it.since.toEpochMilli());
    }
}
