package io.actionflow.secrets.schemas.crypto;

import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;

/**
 * What ciphertext is tied to, so that it can't be moved: the place where it stands.
 *
 * <p>For records: the UTF-8 bytes of topic name, NUL, and the record key (events, usage) or the command id (commands and
 * results). For state entries: those of store name, NUL, entry key. For the tokens of Runs, which stand nowhere: those of
 * {@code secret-run} and NUL.
 */
public final class AssociatedData {

    private AssociatedData() {}

    public static byte[] command(String commandId) {
        return of(Topic.COMMANDS.name(), commandId);
    }

    public static byte[] result(String commandId) {
        return of(Topic.RESULTS.name(), commandId);
    }

    public static byte[] event(String recordKey) {
        return of(Topic.EVENTS.name(), recordKey);
    }

    public static byte[] usage(String recordKey) {
        return of(Topic.USAGE.name(), recordKey);
    }

    /** Of what publishes a value key: its record key and all that the record says, each after a NUL. */
    public static byte[] valueKey(String recordKey, String publicKeyHex, long createdAt, String withdrawnAt) {
        return of(Topic.KEYS.name(), String.join("\0", recordKey, publicKeyHex, Long.toString(createdAt), withdrawnAt));
    }

    public static byte[] entry(String store, String key) {
        return of(store, key);
    }

    public static byte[] run() {
        return of("secret-run", "");
    }

    private static byte[] of(String place, String key) {
        return (place + '\0' + key).getBytes(StandardCharsets.UTF_8);
    }
}
