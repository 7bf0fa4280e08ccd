package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.commands.processor.Incoming.Request;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.util.Optional;

/**
 * The answer to a command that can't even be decided. It is not remembered: once what is wrong has been put right, such as
 * a key that the processor lacked, the same command may be sent again.
 */
record Refusal(Fault fault, Rejected rejected) {

    /** What is wrong with the record around the command, if anything is. */
    static Optional<Refusal> ofRecord(Request request, int recordBytes, int partition, int partitions) {
        String projectId = request.projectId();
        String commandId = request.command().commandId();
        if (projectId == null) {
            return refuse(Fault.KEY, "projectId", "Expected the record key to be a project id, but it is not");
        } else if (RecordKey.partition(projectId, partitions) != partition) {
            return refuse(
                    Fault.MISPLACED,
                    "projectId",
                    "Expected project " + Quote.of(projectId) + " on partition "
                            + RecordKey.partition(projectId, partitions)
                            + ", by murmur2 of the record key, but found it on "
                            + partition);
        } else if (!Ids.isValid(commandId)) {
            return refuse(
                    Fault.COMMAND_ID,
                    "commandId",
                    "Expected commandId to be 1 to 255 characters of [A-Za-z0-9._~-], but got " + Quote.of(commandId));
        } else if (recordBytes > Limits.MAX_COMMAND_BYTES) {
            return refuse(
                    Fault.TOO_LARGE,
                    "command",
                    "Expected a command record of at most " + Limits.MAX_COMMAND_BYTES + " bytes, but it has "
                            + recordBytes);
        }
        return Optional.empty();
    }

    static Refusal of(DecryptionException e) {
        return switch (e.reason()) {
            case UNKNOWN_KEY, PROJECT_KEY_MISSING, PROJECT_KEY_DESTROYED ->
                refusal(
                        Fault.UNKNOWN_KEY,
                        "command",
                        "Expected a command under a key of the metadata keyset, but the processor does not have this one:"
                                + " give the processor the publisher's keyset, then send the same command again");
            case CORRUPT ->
                refusal(
                        Fault.CORRUPT,
                        "command",
                        "Expected a command that was encrypted for its command id, but it does not authenticate");
        };
    }

    static Refusal of(MalformedRecordException e) {
        return refusal(Fault.PAYLOAD, e.field(), String.valueOf(e.getMessage()));
    }

    static Refusal of(UnknownSchemaException e) {
        return refusal(Fault.UNKNOWN_SCHEMA, "command", String.valueOf(e.getMessage()));
    }

    private static Optional<Refusal> refuse(Fault fault, String field, String message) {
        return Optional.of(refusal(fault, field, message));
    }

    private static Refusal refusal(Fault fault, String field, String message) {
        return new Refusal(fault, Rejected.malformed(field, message));
    }
}
