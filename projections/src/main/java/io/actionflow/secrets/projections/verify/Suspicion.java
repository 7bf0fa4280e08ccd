package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.schemas.topic.Topic;

/** A finding that may still be cleared up, or turn out to be something else, or somewhere else. */
final class Suspicion {

    private FindingKind kind;
    private int partition;
    private long offset;
    private String key;
    private String sentence;
    private boolean cleared;

    Suspicion(FindingKind kind, int partition, long offset, String key, String sentence) {
        this.kind = kind;
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.sentence = sentence;
    }

    FindingKind kind() {
        return kind;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    boolean isAt(int otherPartition, long otherOffset) {
        return !cleared && partition == otherPartition && offset == otherOffset;
    }

    boolean cleared() {
        return cleared;
    }

    /** Something else explains it. */
    void clear() {
        cleared = true;
    }

    /** The same record, seen more clearly. */
    void becomes(FindingKind clearer, String why) {
        kind = clearer;
        sentence = why;
    }

    /** Another record is to blame. */
    void moves(FindingKind clearer, int otherPartition, long otherOffset, String otherKey, String why) {
        becomes(clearer, why);
        partition = otherPartition;
        offset = otherOffset;
        key = otherKey;
    }

    Finding finding() {
        return new Finding(kind, Topic.EVENTS.name(), partition, offset, key, sentence);
    }
}
