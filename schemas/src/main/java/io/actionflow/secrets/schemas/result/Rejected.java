package io.actionflow.secrets.schemas.result;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command changed nothing, and why. {@code field} names the field at fault where one is; {@code usages} says where a
 * secret is bound, and {@code usageCount} how many places there are, should they not all fit; {@code retryAt} from when on the same may be tried again. */
public record Rejected(
        long sequence,
        RejectionCode code,
        String message,
        @Nullable String field,
        @Nullable Long currentVersion,
        List<Usage> usages,
        long usageCount,
        @Nullable Instant retryAt)
        implements Outcome {

    static final RecordType<Rejected> TYPE = RecordType.load("result", Rejected.class, Rejected::read, Rejected::write);

    /** A rejection that can be tried again at any time. */
    public Rejected(
            long sequence,
            RejectionCode code,
            String message,
            @Nullable String field,
            @Nullable Long currentVersion,
            List<Usage> usages,
            long usageCount) {
        this(sequence, code, message, field, currentVersion, usages, usageCount, null);
    }

    /** A rejection for now. */
    public static Rejected until(Instant retryAt, RejectionCode code, String message) {
        return new Rejected(0, code, message, null, null, List.of(), 0, retryAt);
    }

    /** A rejection that needs no more than a code and a sentence. */
    public static Rejected of(RejectionCode code, String message) {
        return new Rejected(0, code, message, null, null, List.of(), 0);
    }

    /** A rejection for the form of one field. */
    public static Rejected malformed(String field, String message) {
        return new Rejected(0, RejectionCode.MALFORMED, message, field, null, List.of(), 0);
    }

    /** The same rejection, decided when the project stood at {@code sequence}. */
    public Rejected at(long sequence) {
        return new Rejected(sequence, code, message, field, currentVersion, usages, usageCount, retryAt);
    }

    private static Rejected read(Fields f) {
        Long retryAt = f.optionalNumber("retryAt");
        return new Rejected(
                f.number("sequence"),
                f.constant("code", RejectionCode.class),
                f.text("message"),
                f.optionalText("field"),
                f.optionalNumber("currentVersion"),
                f.list("usages", Usage::read),
                f.number("usageCount"),
                retryAt == null ? null : Instant.ofEpochMilli(retryAt));
    }

    private static void write(FieldWriter f, Rejected it) {
        f.number("sequence", it.sequence)
                .constant("code", it.code)
                .text("message", it.message)
                .text("field", it.field)
                .number("currentVersion", it.currentVersion)
                .list("usages", it.usages, Usage::write)
                .number("usageCount", it.usageCount)
                .number("retryAt", it.retryAt == null ? null : it.retryAt.toEpochMilli());
    }
}
