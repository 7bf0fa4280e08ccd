package io.actionflow.secrets.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The settings of our own that a configuration file may have. What is not named here is Kafka's. */
public enum Setting {
    /** Names, descriptions, actors, bindings. */
    METADATA_KEYS("secrets.keys.metadata", Kind.FILE),
    /** Keyed hashes of names in the state's keys. */
    LOOKUP_KEYS("secrets.keys.lookup", Kind.FILE),
    /** Unwraps the two above. */
    KEK("secrets.keys.kek", Kind.KEK),
    /** Seals values. */
    VALUE_PUBLIC_KEYS("secrets.keys.value-public", Kind.FILE),
    /** Opens values. */
    VALUE_PRIVATE_KEYS("secrets.keys.value-private", Kind.FILE),
    /** Unwraps the one above. */
    VALUE_KEK("secrets.keys.value-kek", Kind.KEK),
    /** Where Kafka Streams keeps its state; made if need be. */
    STATE_DIRECTORY("secrets.state.dir", Kind.DIRECTORY),
    /** The partition count that the topics must have. */
    PARTITIONS("secrets.partitions", Kind.COUNT);

    /** What is checked about a value. */
    enum Kind {
        /** A file that can be read. */
        FILE,
        /** A URI; a path stands for the file at it. */
        KEK,
        /** A directory, or nothing yet. */
        DIRECTORY,
        /** A whole number above zero. */
        COUNT
    }

    static final String PREFIX = "secrets.";

    private final String key;
    private final Kind kind;

    Setting(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    /** As it stands in the file. */
    public String key() {
        return key;
    }

    Kind kind() {
        return kind;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    static Optional<Setting> named(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findAny();
    }
}
