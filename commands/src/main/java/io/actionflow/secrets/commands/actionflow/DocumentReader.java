package io.actionflow.secrets.commands.actionflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.record.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one document's tree from the outside inwards. */
final class DocumentReader {

    private final List<Binding> bindings = new ArrayList<>();
    private final Map<String, Place> nodeIds = new HashMap<>();

    private DocumentReader() {}

    static ActionflowDocument read(JsonNode root, Optional<String> known) throws MalformedActionflowException {
        Place place = Place.ROOT;
        object(root, place);
        String actionflowId = actionflowId(root.get("actionflowId"), place.property("actionflowId"), known);
        JsonNode name = root.get("name");
        String nameText = name == null ? "" : text(name, place.property("name"));
        DocumentReader reader = new DocumentReader();
        reader.nodes(root.get("nodes"), place.property("nodes"));
        return new ActionflowDocument(actionflowId, nameText, List.copyOf(reader.bindings));
    }

    private static String actionflowId(@Nullable JsonNode node, Place place, Optional<String> known)
            throws MalformedActionflowException {
        if (node == null && known.isPresent()) {
            return known.get();
        }
        String id = id(node, place);
        if (known.isPresent() && !known.get().equals(id)) {
            throw MalformedActionflowException.at(place, "the id of the Actionflow that is saved", "it is another");
        }
        return id;
    }

    private void nodes(@Nullable JsonNode nodes, Place place) throws MalformedActionflowException {
        if (nodes == null || !nodes.isArray()) {
            throw MalformedActionflowException.at(place, "a list of nodes", found(nodes));
        }
        for (int i = 0; i < nodes.size(); i++) {
            node(nodes.get(i), place.item(i));
        }
    }

    private void node(JsonNode node, Place place) throws MalformedActionflowException {
        object(node, place);
        Place idPlace = place.property("id");
        String nodeId = notEmpty(node.get("id"), idPlace);
        Place other = nodeIds.putIfAbsent(nodeId, idPlace);
        if (other != null) {
            throw MalformedActionflowException.at(
                    idPlace, "an id that no other node has", "it is the same as at '" + other.pointer() + "'");
        }
        String type = notEmpty(node.get("type"), place.property("type"));
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            Place propertyPlace = place.property(property.getKey());
            if (property.getKey().equals("inputs")) {
                object(property.getValue(), propertyPlace);
                inputs(nodeId, type, property.getValue(), propertyPlace);
            } else {
                SecretReference.refuseIn(property.getValue(), propertyPlace);
            }
        }
    }

    private void inputs(String nodeId, String type, JsonNode inputs, Place place) throws MalformedActionflowException {
        if (SecretReference.isOne(inputs)) {
            throw SecretReference.misplaced(place);
        }
        for (Map.Entry<String, JsonNode> input : inputs.properties()) {
            Place inputPlace = place.property(input.getKey());
            if (SecretReference.isOne(input.getValue())) {
                if (input.getKey().isEmpty()) {
                    throw MalformedActionflowException.at(inputPlace, "a name of the input", "it is empty");
                }
                String secretId = SecretReference.secretId(input.getValue(), inputPlace);
                bindings.add(new Binding(nodeId, type, input.getKey(), secretId));
            } else {
                SecretReference.refuseIn(input.getValue(), inputPlace);
            }
        }
    }

    private static void object(JsonNode node, Place place) throws MalformedActionflowException {
        if (!node.isObject()) {
            throw MalformedActionflowException.at(place, "an object", found(node));
        }
    }

    static String id(@Nullable JsonNode node, Place place) throws MalformedActionflowException {
        String id = text(node, place);
        if (!Ids.isValid(id)) {
            throw MalformedActionflowException.at(
                    place, "an id of 1 to 255 characters of [A-Za-z0-9._~-]", "it has another form");
        }
        return id;
    }

    private static String notEmpty(@Nullable JsonNode node, Place place) throws MalformedActionflowException {
        String text = text(node, place);
        if (text.isEmpty()) {
            throw MalformedActionflowException.at(place, "a text", "it is empty");
        }
        return text;
    }

    private static String text(@Nullable JsonNode node, Place place) throws MalformedActionflowException {
        if (node == null || !node.isTextual()) {
            throw MalformedActionflowException.at(place, "a text", found(node));
        }
        return unicode(node.textValue(), place);
    }

    private static String unicode(String text, Place place) throws MalformedActionflowException {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw MalformedActionflowException.at(place, "Unicode text", "it has a surrogate without its pair");
        }
        return text;
    }

    private static String found(@Nullable JsonNode node) {
        return node == null
                ? "there is nothing"
                : "found something of type " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
