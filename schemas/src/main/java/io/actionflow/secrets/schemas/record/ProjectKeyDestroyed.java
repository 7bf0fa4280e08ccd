package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/**
 * Stands for ever where a project's key stood that was destroyed, so that nobody takes a key that is missing for one that
 * was erased.
 *
 * @param proof no bytes, encrypted under the metadata keyset for the record's key: who lacks that keyset can't say so
 */
public record ProjectKeyDestroyed(byte[] proof) {

    static final RecordType<ProjectKeyDestroyed> TYPE =
            RecordType.load("record", ProjectKeyDestroyed.class, ProjectKeyDestroyed::read, ProjectKeyDestroyed::write);

    private static ProjectKeyDestroyed read(Fields f) {
        return new ProjectKeyDestroyed(f.bytes("proof"));
    }

    private static void write(FieldWriter f, ProjectKeyDestroyed it) {
        f.bytes("proof", it.proof);
    }
}
