package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.result.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts usages, and keeps as many as an answer can carry. Node ids and input names are free text, so that may be none; and
 * all of them together may be more than memory can hold.
 */
final class FittingUsages {

    /** Room for everything else that a rejection says, and for its encryption. */
    private static final int RESERVED_BYTES = 8 * 1024;

    /** What Avro adds to a usage at most: three text lengths of up to 5 bytes and a version of up to 10. */
    private static final int MOST_FRAMING_BYTES = 25;

    private final List<Usage> fitting = new ArrayList<>();
    private long room = Limits.MAX_RESULT_BYTES - RESERVED_BYTES;
    private long count;
    private @Nullable Usage first;

    void add(Usage usage) {
        first = first == null ? usage : first;
        count++;
        room -= room < 0 ? 0 : mostBytes(usage);
        if (room >= 0 && fitting.size() < Limits.MAX_LIST_ITEMS) {
            fitting.add(usage);
        }
    }

    /** The first usage, be it fitting or not; null where there is none. */
    @Nullable
    Usage first() {
        return first;
    }

    /** How many there are, fitting or not. */
    long count() {
        return count;
    }

    /** The longest beginning of the list with which an encoded rejection has at most {@link Limits#MAX_RESULT_BYTES}. */
    List<Usage> fitting() {
        return List.copyOf(fitting);
    }

    private static long mostBytes(Usage usage) {
        return MOST_FRAMING_BYTES + bytes(usage.actionflowId()) + bytes(usage.nodeId()) + bytes(usage.input());
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
