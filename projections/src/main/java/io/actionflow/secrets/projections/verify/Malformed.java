package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;

/** Says why bytes are no record; any other exception is a fault of ours, and goes on. */
final class Malformed {

    private Malformed() {}

    static String why(RuntimeException e) {
        if (e instanceof MalformedRecordException || e instanceof UnknownSchemaException) {
            return String.valueOf(e.getMessage());
        }
        throw e;
    }
}
