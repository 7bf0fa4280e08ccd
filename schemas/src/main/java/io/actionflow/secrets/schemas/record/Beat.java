package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.RecordType;

/**
 * A record that says nothing. A broker begins a new segment, and so compacts the one before, only when something is
 * appended: on a partition where nobody writes, what was erased would stay on the disk.
 */
public record Beat() {

    static final RecordType<Beat> TYPE = RecordType.load("record", Beat.class, f -> new Beat(), (f, it) -> {});
}
