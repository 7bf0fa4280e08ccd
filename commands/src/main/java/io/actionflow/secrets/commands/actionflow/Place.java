package io.actionflow.secrets.commands.actionflow;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A place in a JSON document. Cheap to make for every node of a large document: the pointer is made where it is needed. */
record Place(@Nullable Place parent, String token) {

    static final Place ROOT = new Place(null, "");

    Place property(String name) {
        return new Place(this, name);
    }

    Place item(int index) {
        return new Place(this, Integer.toString(index));
    }

    /** As a JSON pointer (RFC 6901); empty for the whole document. */
    String pointer() {
        Deque<String> tokens = new ArrayDeque<>();
        for (Place place = this; place.parent != null; place = place.parent) {
            tokens.push(place.token.replace("~", "~0").replace("/", "~1"));
        }
        StringBuilder pointer = new StringBuilder();
        tokens.forEach(token -> pointer.append('/').append(token));
        return pointer.toString();
    }
}
