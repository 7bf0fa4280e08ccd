package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.result.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Cuts a list of usages to what an answer can carry. Node ids and input names are free text, so it may be nothing. */
final class FittingUsages {

    /** Room for everything else that a rejection says, and for its encryption. */
    private static final int RESERVED_BYTES = 8 * 1024;

    /** What Avro adds to a usage at most: three text lengths of up to 5 bytes and a version of up to 10. */
    private static final int MOST_FRAMING_BYTES = 25;

    private FittingUsages() {}

    /** The longest beginning of the list with which an encoded rejection has at most {@link Limits#MAX_RESULT_BYTES}. */
    static List<Usage> of(List<Usage> usages) {
        long room = Limits.MAX_RESULT_BYTES - RESERVED_BYTES;
        int fitting = 0;
        for (Usage usage : usages) {
            room -= mostBytes(usage);
            if (room < 0 || fitting == Limits.MAX_LIST_ITEMS) {
                break;
            }
            fitting++;
        }
        return List.copyOf(usages.subList(0, fitting));
    }

    private static long mostBytes(Usage usage) {
        return MOST_FRAMING_BYTES + bytes(usage.actionflowId()) + bytes(usage.nodeId()) + bytes(usage.input());
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
