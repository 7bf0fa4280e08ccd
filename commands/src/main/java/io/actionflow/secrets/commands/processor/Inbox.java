package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.ImportFinished;
import io.actionflow.secrets.schemas.record.ImportedRecord;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.WireRecords;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads records of {@code secret-commands}. Whatever a publisher wrote, the answer is an {@link Incoming}. */
final class Inbox {

    /** An answer repeats the command id: one that has not the right form is answered up to this length. */
    private static final int LONGEST_ANSWERED_ID = 1024;

    private final int partitions;

    Inbox(int partitions) {
        this.partitions = partitions;
    }

    Incoming read(byte @Nullable [] key, byte @Nullable [] value) {
        if (value == null) {
            return new Incoming.Unreadable(Fault.NO_VALUE);
        }
        String projectId = projectId(key);
        try {
            Object record = WireRecords.CODEC.decode(value);
            if (record instanceof ValueChunk chunk) {
                return projectId == null ? new Incoming.Unreadable(Fault.KEY) : new Incoming.Chunk(projectId, chunk);
            } else if (record instanceof EncryptedCommand command) {
                return request(projectId, command);
            } else if (record instanceof ImportedRecord imported) {
                Optional<Incoming> fault = fault(projectId, imported.commandId(), imported.replyPartition());
                return fault.orElseGet(() -> new Incoming.Imported(Objects.requireNonNull(projectId), imported));
            } else if (record instanceof ImportFinished finished) {
                Optional<Incoming> fault = fault(projectId, finished.commandId(), finished.replyPartition());
                return fault.orElseGet(() -> new Incoming.Finished(Objects.requireNonNull(projectId), finished));
            }
            return new Incoming.Unreadable(Fault.NOT_A_RECORD);
        } catch (MalformedRecordException e) {
            return new Incoming.Unreadable(Fault.NOT_A_RECORD);
        } catch (UnknownSchemaException e) {
            return new Incoming.Unreadable(Fault.UNKNOWN_SCHEMA);
        }
    }

    private Incoming request(@Nullable String projectId, EncryptedCommand command) {
        return unanswerable(command.commandId(), command.replyPartition())
                .orElseGet(() -> new Incoming.Request(projectId, command));
    }

    private Optional<Incoming> fault(@Nullable String projectId, String commandId, int replyPartition) {
        if (projectId == null) {
            return Optional.of(new Incoming.Unreadable(Fault.KEY));
        } else if (!Ids.isValid(commandId)) {
            return Optional.of(new Incoming.Unreadable(Fault.COMMAND_ID));
        }
        return unanswerable(commandId, replyPartition);
    }

    private Optional<Incoming> unanswerable(String commandId, int replyPartition) {
        if (commandId.isEmpty() || commandId.length() > LONGEST_ANSWERED_ID) {
            return Optional.of(new Incoming.Unreadable(Fault.COMMAND_ID));
        } else if (replyPartition < 0 || replyPartition >= partitions) {
            // A command whose outcome nobody can ever hear of is not carried out.
            return Optional.of(new Incoming.Unreadable(Fault.REPLY_PARTITION));
        }
        return Optional.empty();
    }

    private static @Nullable String projectId(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        // Bytes that are not ASCII become characters that no id has.
        String text = new String(key, StandardCharsets.UTF_8);
        return Ids.isValid(text) ? text : null;
    }
}
