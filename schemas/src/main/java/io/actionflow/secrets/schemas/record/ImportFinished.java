package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/** Ends the import of a project, where its history has come as far as this. From then on it takes commands. */
public record ImportFinished(String commandId, int replyPartition, long sequence, Sha256 hash) {

    static final RecordType<ImportFinished> TYPE =
            RecordType.load("record", ImportFinished.class, ImportFinished::read, ImportFinished::write);

    private static ImportFinished read(Fields f) {
        return new ImportFinished(
                f.text("commandId"),
                f.smallNumber("replyPartition"),
                f.number("sequence"),
                Sha256.ofBytes(f.fixed("hash")));
    }

    private static void write(FieldWriter f, ImportFinished it) {
        f.text("commandId", it.commandId)
                .smallNumber("replyPartition", it.replyPartition)
                .number("sequence", it.sequence)
                .fixed("hash", it.hash.bytes());
    }
}
