package io.actionflow.secrets.schemas.topic;

import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.Limits;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The keys on {@code secret-events}. They are ASCII and made of ids, so that a slash always separates.
 *
 * <p>{@code <projectId>/event/<sequence>}, the sequence as 19 decimal digits, so that keys sort as history does;
 * {@code <projectId>/value/<valueId>/<chunk>}, the chunk index as 5 decimal digits;
 * {@code <projectId>/key/<generation>}, the generation as 5 decimal digits; {@code /beat}, which belongs to no project.
 */
public sealed interface RecordKey {

    /** Whose record it is; empty for what belongs to no project. */
    String projectId();

    /** The key as it is written. */
    String text();

    /** The key of one event. */
    record EventKey(String projectId, long sequence) implements RecordKey {
        @Override
        public String text() {
            return projectId + "/event/" + padded(sequence, 19);
        }
    }

    /** The key of one sealed chunk of a value. */
    record ChunkKey(String projectId, String valueId, int index) implements RecordKey {
        @Override
        public String text() {
            return projectId + "/value/" + valueId + "/" + padded(index, 5);
        }
    }

    /** The key under which a project's metadata key stands, or the note that it was destroyed. Generations begin with 1. */
    record GenerationKey(String projectId, int generation) implements RecordKey {
        @Override
        public String text() {
            return projectId + "/key/" + padded(generation, 5);
        }
    }

    /** The key of what says nothing, see {@link io.actionflow.secrets.schemas.record.Beat}. */
    record BeatKey() implements RecordKey {
        @Override
        public String projectId() {
            return "";
        }

        @Override
        public String text() {
            return "/beat";
        }
    }

    /** Parses what {@link #text()} wrote; throws {@link IllegalArgumentException} for anything else. */
    static RecordKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 3 && parts[1].equals("event") && Ids.isValid(parts[0])) {
            return new EventKey(parts[0], number(parts[2], 19, 1, Long.MAX_VALUE));
        } else if (parts.length == 3 && parts[1].equals("key") && Ids.isValid(parts[0])) {
            return new GenerationKey(parts[0], (int) number(parts[2], 5, 1, Limits.MAX_PROJECT_KEYS));
        } else if (text.equals("/beat")) {
            return new BeatKey();
        } else if (parts.length == 4 && parts[1].equals("value") && Ids.isValid(parts[0]) && Ids.isValid(parts[2])) {
            return new ChunkKey(parts[0], parts[2], (int) number(parts[3], 5, 0, Limits.MAX_CHUNKS - 1));
        }
        throw new IllegalArgumentException("Not a key of this topic");
    }

    private static long number(String digits, int width, long least, long most) {
        boolean isForm = digits.length() == width && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        // 19 digits may exceed a long by so much that the number turns negative, never by so much that it turns
        // positive.
        long number = isForm ? Long.parseUnsignedLong(digits) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException("Not a key of this topic");
        }
        return number;
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** The partition of a project's records: what any client's default partitioner does with the key projectId. */
    static int partition(String projectId, int partitions) {
        return Utils.toPositive(Utils.murmur2(projectId.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
