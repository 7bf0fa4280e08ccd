package io.actionflow.secrets.schemas.avro;

import org.jspecify.annotations.Nullable;

/** Bytes that are not the record which they should be. The message never holds any of the bytes. */
public final class MalformedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    public MalformedRecordException(String field, String reason) {
        this(field, reason, null);
    }

    public MalformedRecordException(String field, String reason, @Nullable Throwable cause) {
        super(reason + " (field '" + field + "')", cause);
        this.field = field;
    }

    /** The field at fault, or {@code record} where the whole of it is unreadable. */
    public String field() {
        return field;
    }
}
