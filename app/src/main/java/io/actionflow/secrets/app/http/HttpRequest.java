package io.actionflow.secrets.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.auth.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** A request over HTTP, once all of it is there. For one thread at a time. */
final class HttpRequest implements Request {

    // Characters take two bytes while they are read, then their text is made of them.
    private static final long TEXTS = 4;

    private final String id;
    private final org.eclipse.jetty.server.Request jetty;
    private final Map<String, String> parameters;
    private final @Nullable Caller caller;
    private final byte[] body;
    private final Consumer<String> counting;
    private final LongConsumer needing;
    private final BiConsumer<String, String> noting;
    private @Nullable Fields query;
    private @Nullable JsonNode json;

    HttpRequest(
            String id,
            org.eclipse.jetty.server.Request jetty,
            Map<String, String> parameters,
            @Nullable Caller caller,
            byte[] body,
            Consumer<String> counting,
            LongConsumer needing,
            BiConsumer<String, String> noting) {
        this.id = id;
        this.jetty = jetty;
        this.parameters = parameters;
        this.caller = caller;
        this.body = body;
        this.counting = counting;
        this.needing = needing;
        this.noting = noting;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("This operation is open to anybody: nobody was asked who they are");
        }
        return caller;
    }

    @Override
    public String path(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no parameter " + name);
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        List<String> values = query().getValuesOrEmpty(name);
        if (values.size() > 1) {
            throw Problem.malformed(name, "The query has " + name + " more than once")
                    .asException();
        }
        return values.stream().findAny();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(jetty.getHeaders().get(name));
    }

    @Override
    public Optional<String> contentType() {
        return header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> !type.isEmpty());
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public JsonNode json() {
        if (json == null) {
            Optional<String> type = contentType();
            if (type.isPresent() && !isJson(type.get())) {
                throw Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be " + Json.TYPE)
                        .asException();
            }
            needs(TEXTS * body.length);
            json = StrictJson.object(body);
        }
        return json;
    }

    @Override
    public void needs(long bytes) {
        needing.accept(bytes);
    }

    @Override
    public void countFor(String projectId) {
        counting.accept(projectId);
    }

    @Override
    public void note(String key, String id) {
        noting.accept(key, id);
    }

    private static boolean isJson(String type) {
        return type.equals(Json.TYPE) || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private Fields query() {
        if (query == null) {
            try {
                query = org.eclipse.jetty.server.Request.extractQueryParameters(jetty);
            } catch (RuntimeException e) {
                // The library's message quotes the query.
                throw Problem.malformed("", "The query is not percent-encoded UTF-8")
                        .asException();
            }
        }
        return query;
    }
}
