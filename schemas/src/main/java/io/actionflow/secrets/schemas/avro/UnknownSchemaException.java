package io.actionflow.secrets.schemas.avro;

import java.util.HexFormat;

/** A record whose schema this version of the library does not have: a newer writer, or not a record of ours. */
public final class UnknownSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message shows the fingerprint as it stands in the record, so that it can be looked up in the wire format. */
    public UnknownSchemaException(long fingerprint) {
        super("Unknown schema fingerprint " + HexFormat.of().toHexDigits(Long.reverseBytes(fingerprint))
                + ": upgrade this library to one that bundles the schema");
    }
}
