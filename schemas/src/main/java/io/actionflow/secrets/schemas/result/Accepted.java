package io.actionflow.secrets.schemas.result;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** The command took effect, or had nothing to do. {@code version} is that of the secret or Actionflow which it
 * wrote, else 0; {@code changes} is how many a Sync made active, else 0; {@code sync} is the project's last Sync, 0 before
 * the first. */
public record Accepted(long sequence, long sync, long version, long changes) implements Outcome {

    static final RecordType<Accepted> TYPE = RecordType.load("result", Accepted.class, Accepted::read, Accepted::write);

    private static Accepted read(Fields f) {
        return new Accepted(f.number("sequence"), f.number("sync"), f.number("version"), f.number("changes"));
    }

    private static void write(FieldWriter f, Accepted it) {
        f.number("sequence", it.sequence)
                .number("sync", it.sync)
                .number("version", it.version)
                .number("changes", it.changes);
    }
}
