package io.actionflow.secrets.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.auth.Caller;
import java.util.Optional;

/** One request, as an operation sees it: whole, and from somebody who may come in. */
public interface Request {

    /** The id that stands in the answer, in the log, and in problems. */
    String id();

    /** Who asks; throws {@link IllegalStateException} in operations that are open to anybody. */
    Caller caller();

    /** A parameter of the path, decoded; throws {@link IllegalArgumentException} where the route has none of this name. */
    String path(String name);

    /** A parameter of the query, decoded; refused with {@code MALFORMED} where it stands there twice. */
    Optional<String> query(String name);

    Optional<String> header(String name);

    /** The media type of the body, without its parameters, in small letters; empty where none is named. */
    Optional<String> contentType();

    /** The body as it came; empty where there is none. The array is the request's own: it is zeroed after the answer. */
    byte[] body();

    /**
     * The body as a JSON object. Refused with {@code MALFORMED} where it is none, a key stands there twice, anything comes
     * after it, or a text is not Unicode; with {@code UNSUPPORTED_MEDIA_TYPE} where another type is named.
     */
    JsonNode json();

    /**
     * Takes memory for what is made of the body, until the operation is over; refused with {@code OVERLOADED} where others
     * have it. To be called before it is made: nobody survives when there is none.
     */
    default void needs(long bytes) {}

    /**
     * Counts this request among those of a project that the path does not name; refused with {@code TOO_MANY_REQUESTS} where
     * the project has too many under way. What the path calls {@code projectId} is counted without being asked for.
     */
    default void countFor(String projectId) {}

    /** Has the log's line of this request say this, too: the id of a command, or of a Run. Never a text that is secret. */
    default void note(String key, String id) {}
}
