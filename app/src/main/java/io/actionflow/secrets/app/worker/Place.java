package io.actionflow.secrets.app.worker;

import java.net.URI;
import java.util.List;

/** Where a question about a project is answered. */
sealed interface Place {

    /** By this instance. */
    record Here() implements Place {}

    /**
     * By one of these.
     *
     * @param peers the best first, at least one
     */
    record Elsewhere(List<URI> peers) implements Place {}

    /** By nobody who is known now. */
    record Nowhere() implements Place {}
}
