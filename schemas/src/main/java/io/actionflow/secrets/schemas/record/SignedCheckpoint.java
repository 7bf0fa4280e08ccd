package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;

/**
 * A checkpoint as it stands on {@code secret-checkpoints}, under the project's id.
 *
 * @param signature Ed25519 in Tink's format over {@link Checkpoint#bytes()}
 */
public record SignedCheckpoint(Checkpoint head, byte[] signature) {

    static final RecordType<SignedCheckpoint> TYPE =
            RecordType.load("record", SignedCheckpoint.class, SignedCheckpoint::read, SignedCheckpoint::write);

    private static SignedCheckpoint read(Fields f) {
        Checkpoint head = new Checkpoint(
                f.text("projectId"),
                f.number("sequence"),
                Sha256.ofBytes(f.fixed("hash")),
                Instant.ofEpochMilli(f.number("at")));
        return new SignedCheckpoint(head, f.bytes("signature"));
    }

    private static void write(FieldWriter f, SignedCheckpoint it) {
        f.text("projectId", it.head.projectId())
                .number("sequence", it.head.sequence())
                .fixed("hash", it.head.hash().bytes())
                .number("at", it.head.at().toEpochMilli())
                .bytes("signature", it.signature);
    }
}
