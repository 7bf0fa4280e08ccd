package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/**
 * The key of one project's metadata, as it stands on {@code secret-events} ahead of the first event that needs it.
 *
 * @param wrapped Tink's keyset of one AES-256-GCM key, encrypted under the metadata keyset for the record's key
 */
public record ProjectKey(byte[] wrapped) {

    static final RecordType<ProjectKey> TYPE =
            RecordType.load("record", ProjectKey.class, ProjectKey::read, ProjectKey::write);

    private static ProjectKey read(Fields f) {
        return new ProjectKey(f.bytes("wrapped"));
    }

    private static void write(FieldWriter f, ProjectKey it) {
        f.bytes("wrapped", it.wrapped);
    }
}
