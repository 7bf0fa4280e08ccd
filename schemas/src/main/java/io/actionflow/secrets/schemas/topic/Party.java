package io.actionflow.secrets.schemas.topic;

/** Who comes to Kafka under a principal of its own. {@link Rights} says what each may do there. */
public enum Party {
    /** Decides commands. */
    PROCESSOR,
    /** Reads events, and says what it has made live. */
    RESOLVER,
    /** Publishes commands, and shows what came of them. */
    EDITOR,
    /** Reads the history. */
    AUDITOR,
    /** Creates topics and grants rights. */
    OPERATOR
}
