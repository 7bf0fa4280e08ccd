package io.actionflow.secrets.projections.verify;

/** What was done to a record, as far as it shows. The names are stable: programs look for them. */
public enum FindingKind {
    /** Its bytes, or its key, are not those that were written. */
    ALTERED,
    /** Events are missing before the record that is named; or it is the tombstone of what never gets one. */
    DROPPED,
    /** It is as it was written, but stands elsewhere than it was written. */
    REORDERED,
    /** It belongs to no history. */
    INSERTED,
    /** An event or chunk that stands before it, once more. */
    DUPLICATED,
    /** A history ends before what the newest checkpoint of the topic signs; the record that is named is its last one. */
    TRUNCATED,
    /** A history ends before what a saved checkpoint signs, and the checkpoints on the topic know of no more. */
    ROLLED_BACK,
    /** A history that fits together, but at a checkpoint's number has another event than the one that was signed. */
    REWRITTEN,
    /** It stands on a partition, or under a project, to which it does not belong. */
    MISPLACED,
    /** Its key or its bytes have a form that nobody writes. */
    MALFORMED,
    /** Chunks of a value that are not what the event claimed. Which of several was changed can't be told without a key. */
    VALUE_ALTERED,
    /** Chunks of a value are gone, though no event gave the value up. */
    VALUE_MISSING,
    /** A record is gone that an event names, such as a project's key. */
    RECORD_MISSING,
    /** A checkpoint that was not signed by a key which is known, or not over what it says. */
    CHECKPOINT_FORGED
}
