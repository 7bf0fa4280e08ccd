package io.actionflow.secrets.app.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Finds text that is not Unicode: half of a surrogate pair, which JSON can write but nobody can read. */
final class Surrogates {

    private Surrogates() {}

    /** Refuses a tree that has such text, naming the first place. */
    static void refuse(JsonNode root) {
        refuse(root, JsonPointer.empty());
    }

    // At most as deep as the parser lets a tree be.
    private static void refuse(JsonNode node, JsonPointer place) {
        if (node.isTextual() && isBroken(node.textValue())) {
            throw problem(place);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (isBroken(field.getKey())) {
                throw problem(place);
            }
            refuse(field.getValue(), place.appendProperty(field.getKey()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            refuse(node.get(i), place.appendIndex(i));
        }
    }

    static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    private static ProblemException problem(JsonPointer place) {
        return Problem.malformed(place.toString(), "A text is not Unicode: it has half of a surrogate pair")
                .asException();
    }
}
