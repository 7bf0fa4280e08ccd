package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import java.time.Instant;

/**
 * A Sync that a resolver serves.
 *
 * @param at since when, by the resolver's clock, to the millisecond
 */
public record ServedSync(String projectId, long sync, Instant at) {

    public ServedSync {
        if (!Ids.isValid(projectId)) {
            throw new MalformedRecordException("projectId", "Expected an id");
        }
        if (sync < 1) {
            throw new MalformedRecordException("sync", "Expected 1 or more, but got " + sync);
        }
    }

    static ServedSync read(Fields f) {
        return new ServedSync(f.text("projectId"), f.number("sync"), Instant.ofEpochMilli(f.number("at")));
    }

    static void write(FieldWriter f, ServedSync it) {
        f.text("projectId", it.projectId).number("sync", it.sync).number("at", it.at.toEpochMilli());
    }
}
