package io.actionflow.secrets.app.audit;

import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which secrets an event is about, whatever its type: every field that is called {@code secretId} says one. */
final class Mentions {

    private static final String SECRET_ID = "secretId";

    private Mentions() {}

    /** The ids; {@code fields} are those of the event. */
    static Set<String> of(Event event, Map<String, Object> fields) {
        Set<String> ids = new TreeSet<>();
        collect(fields, ids);
        if (event instanceof CommandRefused refused && isOfSecret(refused)) {
            ids.add(refused.subject());
        }
        return ids;
    }

    /** Whether what was refused is about a secret: the names of such commands say so. */
    static boolean isOfSecret(CommandRefused refused) {
        return refused.command().contains("Secret");
    }

    private static void collect(Object value, Set<String> ids) {
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> {
                if (SECRET_ID.equals(name) && field instanceof String id) {
                    ids.add(id);
                } else {
                    collect(field, ids);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, ids));
        }
    }
}
