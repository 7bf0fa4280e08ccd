package io.actionflow.secrets.commands.actionflow;

import io.actionflow.secrets.schemas.record.Binding;
import java.util.List;
import java.util.Optional;

/**
 * What a secret store needs to know of an Actionflow: its id, its name, and which inputs of which nodes take their value
 * from a secret.
 *
 * @param name for people; empty where the document has none
 * @param bindings in the order of the document
 */
public record ActionflowDocument(String actionflowId, String name, List<Binding> bindings) {

    /**
     * Reads a JSON document of at most 16 MiB, as {@code docs/actionflow.md} describes it. Properties that it does not
     * describe are passed over, but a secret is never passed over silently: a reference to one that stands where none
     * can be bound, or has another form, is an error.
     *
     * @throws MalformedActionflowException where the document is not of this form; it names the place and the remedy
     */
    public static ActionflowDocument parse(byte[] json) throws MalformedActionflowException {
        return DocumentReader.read(JsonSource.read(json), Optional.empty());
    }

    /**
     * Reads the document of an Actionflow whose id is known from elsewhere: the document need not have one, but where it
     * has one, it must be the same.
     *
     * @throws MalformedActionflowException as above
     */
    public static ActionflowDocument parse(byte[] json, String actionflowId) throws MalformedActionflowException {
        return DocumentReader.read(JsonSource.read(json), Optional.of(actionflowId));
    }
}
