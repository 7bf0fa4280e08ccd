package io.actionflow.secrets.schemas.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The keys on {@code secret-events}. They are ASCII and made of ids, so that a slash always separates.
 *
 * <p>{@code <projectId>/event/<sequence>}, the sequence as 19 decimal digits, so that keys sort as history does;
 * {@code <projectId>/value/<valueId>/<chunk>}, the chunk index as 5 decimal digits.
 */
public sealed interface RecordKey {

    String projectId();

    /** The key as it is written. */
    String text();

    /** The key of one event. */
    record EventKey(String projectId, long sequence) implements RecordKey {
        @Override
        public String text() {
            return String.format("%s/event/%019d", projectId, sequence);
        }
    }

    /** The key of one sealed chunk of a value. */
    record ChunkKey(String projectId, String valueId, int index) implements RecordKey {
        @Override
        public String text() {
            return String.format("%s/value/%s/%05d", projectId, valueId, index);
        }
    }

    /** Parses what {@link #text()} wrote; throws {@link IllegalArgumentException} for anything else. */
    static RecordKey parse(String text) {
        String[] parts = text.split("/", -1);
        RecordKey key;
        try {
            if (parts.length == 3 && parts[1].equals("event")) {
                key = new EventKey(parts[0], Long.parseLong(parts[2]));
            } else if (parts.length == 4 && parts[1].equals("value")) {
                key = new ChunkKey(parts[0], parts[2], Integer.parseInt(parts[3]));
            } else {
                throw new IllegalArgumentException("Neither an event key nor a value key");
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Neither an event key nor a value key", e);
        }
        if (!key.text().equals(text)) {
            throw new IllegalArgumentException("Neither an event key nor a value key");
        }
        return key;
    }

    /** The partition of a project's records: what any client's default partitioner does with the key projectId. */
    static int partition(String projectId, int partitions) {
        return Utils.toPositive(Utils.murmur2(projectId.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
