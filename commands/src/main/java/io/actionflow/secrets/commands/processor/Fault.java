package io.actionflow.secrets.commands.processor;

import java.util.Locale;

/** What can be wrong with a record of {@code secret-commands} before it is decided. */
enum Fault {
    /** A record without a value. */
    NO_VALUE("it has no value"),
    /** A key that is no project id. */
    KEY("its key is no project id"),
    /** A record of a project that another partition holds. */
    MISPLACED("its project belongs to another partition"),
    /** Bytes that are no record of ours. */
    NOT_A_RECORD("it is no record of this topic"),
    /** A record whose schema is unknown: a newer publisher, or not one of ours. */
    UNKNOWN_SCHEMA("its schema is unknown: upgrade the processor before its publishers"),
    /** A command without an id of the right form. */
    COMMAND_ID("its command id has not the right form"),
    /** A command that names no partition of {@code secret-command-results}. */
    REPLY_PARTITION("it names no partition to be answered on"),
    /** A record beyond the limit for commands. */
    TOO_LARGE("it is too large"),
    /** A command under a metadata key that the processor lacks. */
    UNKNOWN_KEY("it is encrypted under a metadata key that this processor does not have"),
    /** A command that does not authenticate. */
    CORRUPT("it does not authenticate"),
    /** A decrypted command that can't be read. */
    PAYLOAD("its decrypted payload can't be read"),
    /** A chunk with an impossible id, index, count or length. */
    CHUNK_FORM("its chunk has an impossible id, index, count or length"),
    /** A chunk of a value that a secret has claimed: values never change. */
    CHUNK_CLAIMED("its value is claimed already"),
    /** A chunk that is not the next one of its value. */
    CHUNK_ORDER("it is not the next chunk of its value"),
    /** A chunk for a project that was deleted: it keeps nothing. */
    PROJECT_DELETED("its project was deleted");

    private final String sentence;

    Fault(String sentence) {
        this.sentence = sentence;
    }

    /** For a log: what is wrong, without a byte of the record. */
    String sentence() {
        return sentence;
    }

    /** For a metric's tag. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
