package io.actionflow.secrets.app.keys;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where each keyset stands within a directory of keys. */
public enum KeyPlace {
    /** Names, descriptions, people, bindings. */
    METADATA("metadata", "shared/metadata.json", "shared/kek.json", "metadata", null),
    /** Keyed hashes in the keys of state entries. */
    LOOKUP("lookup", "shared/lookup.json", "shared/kek.json", "lookup", null),
    /** Opens values. */
    VALUE("value", "resolver/value-private.json", "resolver/kek.json", "value-private", "shared/value-public.json"),
    /** Signs checkpoints. */
    CHECKPOINT(
            "checkpoint",
            "processor/checkpoint-private.json",
            "processor/kek.json",
            "checkpoint-private",
            "shared/checkpoint-public.json"),
    /** Signs the commands that only a resolver may give. */
    RESOLVER_SIGNING(
            "resolver-signing",
            "resolver/signing-private.json",
            "resolver/kek.json",
            "resolver-signing",
            "shared/resolver-public.json");

    private final String label;
    private final String file;
    private final String kek;
    private final String purpose;
    private final Optional<String> publicFile;

    KeyPlace(String label, String file, String kek, String purpose, @Nullable String publicFile) {
        this.label = label;
        this.file = file;
        this.kek = kek;
        this.purpose = purpose;
        this.publicFile = Optional.ofNullable(publicFile);
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /** Relative to the directory. */
    public String file() {
        return file;
    }

    /** What wraps it, likewise. */
    public String kek() {
        return kek;
    }

    /** What it was wrapped for. */
    String purpose() {
        return purpose;
    }

    /** Where its public part stands, likewise. */
    public Optional<String> publicFile() {
        return publicFile;
    }
}
