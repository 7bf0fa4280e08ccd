package io.actionflow.secrets.commands.actionflow;

import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.result.Rejected;

/**
 * A document that is not an Actionflow, and where. It quotes nothing that stands in the document but the names of
 * properties, and has no cause that would: a literal input may be a credential.
 */
public final class MalformedActionflowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    private MalformedActionflowException(String field, String reason) {
        super(reason);
        this.field = field;
        this.reason = reason;
    }

    static MalformedActionflowException at(Place place, String expected, String found) {
        String pointer = place.pointer();
        String where = pointer.isEmpty() ? "the document" : Quote.of(pointer);
        return new MalformedActionflowException(pointer, "Expected " + expected + " at " + where + ", but " + found);
    }

    static MalformedActionflowException notJson(String found) {
        return new MalformedActionflowException("", "Expected one JSON document, but " + found);
    }

    /** The place at fault as a JSON pointer; empty where it is the whole document. */
    public String field() {
        return field;
    }

    /** The same as the answer to a command: {@code MALFORMED}, with the field and the reason. */
    public Rejected rejected() {
        return Rejected.malformed(field, reason);
    }
}
