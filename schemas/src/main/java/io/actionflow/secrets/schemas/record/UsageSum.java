package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/**
 * How often a secret was given somewhere, by one resolver since its start, as it stands on {@code secret-usage} under a
 * {@link io.actionflow.secrets.schemas.topic.UsageKey}. A later record under the same key replaces it.
 *
 * @param payload a {@link UsageCount}, encrypted for the record's key
 */
public record UsageSum(byte[] payload) {

    static final RecordType<UsageSum> TYPE = RecordType.load("record", UsageSum.class, UsageSum::read, UsageSum::write);

    private static UsageSum read(Fields f) {
        return new UsageSum(f.bytes("payload"));
    }

    private static void write(FieldWriter f, UsageSum it) {
        f.bytes("payload", it.payload);
    }
}
