package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.resolver.run.RunRef;
import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;

/**
 * What a run token says.
 *
 * @param runId for logs, and for what was ended
 * @param subject who began it, for whoever looks into an incident; who goes on with it may be somebody else
 * @param begunAt to the millisecond
 */
record RunClaim(String runId, RunRef ref, String subject, Instant begunAt) {

    static final RecordType<RunClaim> TYPE = RecordType.load("run", RunClaim.class, RunClaim::read, RunClaim::write);

    private static RunClaim read(Fields f) {
        RunRef ref = new RunRef(f.text("projectId"), f.text("actionflowId"), f.number("version"), f.number("sync"));
        return new RunClaim(f.text("runId"), ref, f.text("subject"), Instant.ofEpochMilli(f.number("begunAt")));
    }

    private static void write(FieldWriter f, RunClaim it) {
        f.text("runId", it.runId)
                .text("projectId", it.ref.projectId())
                .text("actionflowId", it.ref.actionflowId())
                .number("version", it.ref.version())
                .number("sync", it.ref.sync())
                .text("subject", it.subject)
                .number("begunAt", it.begunAt.toEpochMilli());
    }
}
