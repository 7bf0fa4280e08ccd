package io.actionflow.secrets.app.checkpoints;

/** How a saved checkpoint stands to a cluster. The names are stable: programs look for them. */
public enum Standing {
    /** The log has the event that it signs, and the topic's own checkpoint agrees. */
    CONFIRMED("the log has this event"),
    /** Its signature is not over what it says: nothing follows from it. */
    FORGED("its signature is not over what it says"),
    /** Signed by a key that the public keyset lacks: nothing follows from it. */
    UNKNOWN_KEY("it is signed by a key that is not in the keyset of public keys"),
    /** The log ends before the event that it signs, or has nothing of the project: its end was cut off, or it was rolled back. */
    LOG_BEHIND("the log ends before this event: its end is missing"),
    /** The log has another event of that number: it was written anew. */
    LOG_DIFFERS("the log has another event here: it was written anew"),
    /** The topic's newest checkpoint covers less: the topic was rolled back. */
    TOPIC_BEHIND("the cluster's own newest checkpoint covers less: that topic was rolled back"),
    /** The topic has another one of the same number: two histories were signed. */
    TOPIC_DIFFERS("the cluster's own checkpoint signs another event here: two histories were signed");

    private final String sentence;

    Standing(String sentence) {
        this.sentence = sentence;
    }

    /** For people, in the middle of a sentence. */
    public String sentence() {
        return sentence;
    }
}
