package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import java.time.Instant;

/**
 * A partition of the event log that a resolver holds and has read to its end.
 *
 * @param asOf all that was on the partition then is served; to the millisecond, by the resolver's clock
 */
public record HostedPartition(int partition, Instant asOf) {

    public HostedPartition {
        if (partition < 0) {
            throw new MalformedRecordException("partition", "Expected 0 or more, but got " + partition);
        }
    }

    static HostedPartition read(Fields f) {
        return new HostedPartition(f.smallNumber("partition"), Instant.ofEpochMilli(f.number("asOf")));
    }

    static void write(FieldWriter f, HostedPartition it) {
        f.smallNumber("partition", it.partition).number("asOf", it.asOf.toEpochMilli());
    }
}
