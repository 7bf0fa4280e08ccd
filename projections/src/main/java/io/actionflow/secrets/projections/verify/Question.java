package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;

/** What one reading of the log can't tell, because the answer stands earlier, or elsewhere. */
sealed interface Question {

    /** Does this event stand under another key, or in another place? */
    record LostEvent(Suspicion suspicion, EventKey key, byte[] hash) implements Question {}

    /** Does this record stand under another key? */
    record LostRecord(Suspicion suspicion, String key, Sha256 digest) implements Question {}

    /** Do the chunks of this value stand elsewhere, or is there a tombstone that took them away? */
    record LostValue(Suspicion suspicion, String projectId, ValueDigest value) implements Question {}

    /** No event claims these chunks from here on: does one that stands before them? */
    record LateChunks(int partition, String projectId, String valueId) implements Question {}

    /** This tombstone takes a chunk away that is not on its way: does an event give the value up? */
    record OddTombstone(int partition, long offset, ChunkKey key) implements Question {}
}
