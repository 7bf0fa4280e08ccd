package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;

/**
 * A record of {@code secret-events} out of a backup, on its way back: an event, a chunk or a key, byte for byte.
 *
 * @param recordKey its key there
 * @param record its value there
 */
public record ImportedRecord(String commandId, int replyPartition, String recordKey, byte[] record) {

    static final RecordType<ImportedRecord> TYPE =
            RecordType.load("record", ImportedRecord.class, ImportedRecord::read, ImportedRecord::write);

    private static ImportedRecord read(Fields f) {
        return new ImportedRecord(
                f.text("commandId"), f.smallNumber("replyPartition"), f.text("recordKey"), f.bytes("record"));
    }

    private static void write(FieldWriter f, ImportedRecord it) {
        f.text("commandId", it.commandId)
                .smallNumber("replyPartition", it.replyPartition)
                .text("recordKey", it.recordKey)
                .bytes("record", it.record);
    }
}
