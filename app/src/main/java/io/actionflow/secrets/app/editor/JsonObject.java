package io.actionflow.secrets.app.editor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, in the order in which they are written. What is absent is left out. */
final class JsonObject {

    private final Map<String, Object> members = new LinkedHashMap<>();

    JsonObject with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    JsonObject with(String name, Optional<?> value) {
        return with(name, (Object) value.orElse(null));
    }

    /** In UTC, by RFC 3339. */
    JsonObject with(String name, Instant time) {
        return with(name, time.toString());
    }

    Map<String, Object> members() {
        return members;
    }
}
