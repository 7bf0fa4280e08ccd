package io.actionflow.secrets.commands.actionflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What the editor writes for Context → Secret → [Your Secret]: {@code {"context": "secret", "secretId": "…"}}. Whatever
 * looks like one and is none, or stands where none can be bound, is an error: a node that is run without its credential
 * fails far from the cause.
 */
final class SecretReference {

    private static final String CONTEXT = "context";
    private static final String SECRET = "secret";
    private static final String SECRET_ID = "secretId";

    private SecretReference() {}

    /** Whether this means a secret, in whatever form. */
    static boolean isOne(JsonNode node) {
        JsonNode context = node.get(CONTEXT);
        return context != null
                && context.isTextual()
                && context.textValue().strip().equalsIgnoreCase(SECRET);
    }

    /** The id of the secret; the reference must have exactly the form that is known. */
    static String secretId(JsonNode reference, Place place) throws MalformedActionflowException {
        if (!reference.path(CONTEXT).textValue().equals(SECRET)) {
            throw MalformedActionflowException.at(
                    place.property(CONTEXT), "exactly \"" + SECRET + "\"", "it is spelled in another way");
        }
        for (Map.Entry<String, JsonNode> property : reference.properties()) {
            if (!property.getKey().equals(CONTEXT) && !property.getKey().equals(SECRET_ID)) {
                throw MalformedActionflowException.at(
                        place.property(property.getKey()),
                        "nothing but \"" + CONTEXT + "\" and \"" + SECRET_ID + "\" in a reference to a secret",
                        "found another property");
            }
        }
        return DocumentReader.id(reference.get(SECRET_ID), place.property(SECRET_ID));
    }

    /** Refuses references to secrets anywhere in what is otherwise passed over. */
    static void refuseIn(JsonNode node, Place place) throws MalformedActionflowException {
        if (isOne(node)) {
            throw misplaced(place);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseIn(node.get(i), place.item(i));
            }
        } else {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                refuseIn(property.getValue(), place.property(property.getKey()));
            }
        }
    }

    static MalformedActionflowException misplaced(Place place) {
        return MalformedActionflowException.at(
                place,
                "no reference to a secret",
                "found one: a secret is bound to a whole input of a node; give it an input of its own");
    }
}
