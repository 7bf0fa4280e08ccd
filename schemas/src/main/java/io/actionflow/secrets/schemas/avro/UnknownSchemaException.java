package io.actionflow.secrets.schemas.avro;

/** A record whose schema this version of the library does not have: a newer writer, or not a record of ours. */
public final class UnknownSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(long fingerprint) {
        super(String.format(
                "Unknown schema fingerprint %016x: upgrade this library to one that bundles the schema", fingerprint));
    }
}
