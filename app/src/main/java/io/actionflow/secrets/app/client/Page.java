package io.actionflow.secrets.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items what the API gave, in its order
 * @param next the cursor of the next page; empty on the last
 * @param document the whole answer
 */
public record Page(List<JsonNode> items, Optional<String> next, JsonNode document) {

    static Page of(JsonNode document, String items) {
        List<JsonNode> found = new ArrayList<>();
        document.path(items).forEach(found::add);
        return new Page(found, Optional.ofNullable(document.path("next").textValue()), document);
    }
}
