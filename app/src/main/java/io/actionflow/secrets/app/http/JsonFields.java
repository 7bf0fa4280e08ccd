package io.actionflow.secrets.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.text.NearestWord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields of a JSON object, read with their types. What is not as it must be is refused with {@code MALFORMED}, naming the
 * field by its JSON pointer. A field that is null counts as absent.
 */
public final class JsonFields {

    private final JsonNode object;
    private final String place;

    private JsonFields(JsonNode object, String place) {
        this.object = object;
        this.place = place;
    }

    /** The fields of a body; one that is not known is refused, with the name that was perhaps meant. */
    public static JsonFields of(JsonNode object, Set<String> known) {
        return new JsonFields(object, "").onlyWith(known);
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) {
        return read(name, JsonNode::isTextual, "text").map(JsonNode::textValue);
    }

    public OptionalLong optionalWhole(String name) {
        Optional<JsonNode> found =
                read(name, node -> node.isIntegralNumber() && node.canConvertToLong(), "a whole number");
        return found.stream().mapToLong(JsonNode::longValue).findAny();
    }

    public Optional<Boolean> optionalFlag(String name) {
        return read(name, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    /** An object within this one. */
    public Optional<JsonFields> optionalObject(String name, Set<String> known) {
        return read(name, JsonNode::isObject, "an object")
                .map(node -> new JsonFields(node, pointer(name)).onlyWith(known));
    }

    public JsonFields object(String name, Set<String> known) {
        return optionalObject(name, known).orElseThrow(() -> missing(name));
    }

    /** A list of objects; empty where there is none. */
    public List<JsonFields> objects(String name, Set<String> known) {
        List<JsonFields> found = new ArrayList<>();
        for (JsonNode element : list(name)) {
            String at = pointer(name) + "/" + found.size();
            if (!element.isObject()) {
                throw wrong(at, "an object");
            }
            found.add(new JsonFields(element, at).onlyWith(known));
        }
        return found;
    }

    /** A list of texts; empty where there is none. */
    public List<String> texts(String name) {
        List<String> found = new ArrayList<>();
        for (JsonNode element : list(name)) {
            if (!element.isTextual()) {
                throw wrong(pointer(name) + "/" + found.size(), "text");
            }
            found.add(element.textValue());
        }
        return found;
    }

    /** Whether a field is there, and not null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    private Iterable<JsonNode> list(String name) {
        return read(name, JsonNode::isArray, "a list")
                .map(list -> (Iterable<JsonNode>) list)
                .orElse(List.of());
    }

    private Optional<JsonNode> read(String name, Predicate<JsonNode> fits, String kind) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode node = object.get(name);
        if (!fits.test(node)) {
            throw wrong(pointer(name), kind);
        }
        return Optional.of(node);
    }

    private JsonFields onlyWith(Set<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw unknown(name, known);
            }
        }
        return this;
    }

    private ProblemException unknown(String name, Set<String> known) {
        // A long name may be a value that somebody has put in the wrong place.
        boolean isWord = name.matches("[A-Za-z0-9_-]{1,40}");
        String at = isWord ? pointer(name) : place;
        String which = isWord ? "The field " + at + " is not known" : "A field is not known";
        String guess = known.isEmpty() ? "" : "; did you mean " + NearestWord.to(name, known) + "?";
        return Problem.malformed(at, which + guess).asException();
    }

    private ProblemException missing(String name) {
        return Problem.malformed(pointer(name), "The field " + pointer(name) + " is missing")
                .asException();
    }

    private static ProblemException wrong(String pointer, String kind) {
        return Problem.malformed(pointer, "The field " + pointer + " must be " + kind)
                .asException();
    }

    private String pointer(String name) {
        return place + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
