package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;

/**
 * {@code (time, projectId, valueId) → } a value that neither draft nor active state needs any more: flows that run may
 * still need it, where it was ever {@code used}. For one that no Sync ever made active the time in the key is 0.
 */
public record RetiredEntry(String secretId, String valueId, Instant at, boolean used) implements Entry {

    static final RecordType<RetiredEntry> TYPE =
            RecordType.load("state", RetiredEntry.class, RetiredEntry::read, RetiredEntry::write);

    private static RetiredEntry read(Fields f) {
        return new RetiredEntry(
                f.text("secretId"), f.text("valueId"), Instant.ofEpochMilli(f.number("at")), f.flag("used"));
    }

    private static void write(FieldWriter f, RetiredEntry it) {
        f.text("secretId", it.secretId)
                .text("valueId", it.valueId)
                .number("at", it.at.toEpochMilli())
                .flag("used", it.used);
    }
}
