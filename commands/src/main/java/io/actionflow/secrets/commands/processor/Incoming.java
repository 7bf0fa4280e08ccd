package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.ImportFinished;
import io.actionflow.secrets.schemas.record.ImportedRecord;
import io.actionflow.secrets.schemas.record.ValueChunk;
import org.jspecify.annotations.Nullable;

/** A record of {@code secret-commands}, as far as it can be read without a key. */
sealed interface Incoming {

    /** A piece of a value, for a project whose id has the right form. */
    record Chunk(String projectId, ValueChunk chunk) implements Incoming {}

    /** A command that can be answered. The project id is null where the record key is none. */
    record Request(@Nullable String projectId, EncryptedCommand command) implements Incoming {}

    /** A record that comes back from a backup. */
    record Imported(String projectId, ImportedRecord imported) implements Incoming {}

    /** The end of what comes back of a project. */
    record Finished(String projectId, ImportFinished finished) implements Incoming {}

    /** Something to which no answer is possible, and why. */
    record Unreadable(Fault fault) implements Incoming {}
}
