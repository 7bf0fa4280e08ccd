package io.actionflow.secrets.schemas;

/** The few sizes that everybody agrees on. What exceeds one is refused before anything is sent. */
public final class Limits {

    /** The largest record that a topic takes, in bytes: room for a name and a description of 8 MiB each. */
    public static final int MAX_RECORD_BYTES = 24 * 1024 * 1024;

    /** The largest encrypted command, in bytes: the events and state entries made from it fit into a record. */
    public static final int MAX_COMMAND_BYTES = 17 * 1024 * 1024;

    /**
     * The longest name, description or other text, in bytes of UTF-8. An edit may bring a long name to a secret that has
     * a long description: both stand in one state entry, which must fit into a record.
     */
    public static final int MAX_TEXT_BYTES = 10 * 1024 * 1024;

    /** The longest actor or member, in bytes of UTF-8. */
    public static final int MAX_PERSON_BYTES = 64 * 1024;

    /** The largest answer, in bytes: beyond it a list of usages is cut, and says so by its count. */
    public static final int MAX_RESULT_BYTES = 1024 * 1024;

    /** The largest report of a resolver, in bytes. */
    public static final int MAX_REPORT_BYTES = 256 * 1024;

    /** The longest plain piece of a value that is sealed as one chunk, in bytes. */
    public static final int CHUNK_BYTES = 512 * 1024;

    /** The most chunks of one value. */
    public static final int MAX_CHUNKS = 2048;

    /** The longest value, in bytes: 1 GiB. */
    public static final long MAX_VALUE_BYTES = (long) CHUNK_BYTES * MAX_CHUNKS;

    /** The most hints of one value. */
    public static final int MAX_HINTS = 16;

    /** The longest name of a hint, in characters. */
    public static final int MAX_HINT_CHARS = 64;

    /** The most items of one list in a record, such as the bindings of an Actionflow. */
    public static final int MAX_LIST_ITEMS = 100_000;

    /** The most generations of one project's metadata key. */
    public static final int MAX_PROJECT_KEYS = 99_999;

    /** The largest record of the small topics: keys, checkpoints, usage, in bytes. */
    public static final int MAX_SMALL_RECORD_BYTES = 256 * 1024;

    private Limits() {}
}
