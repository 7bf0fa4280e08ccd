package io.actionflow.secrets.app.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** The id of a request: what the caller calls it, if that can stand in a log, else a new one. Found again by the request. */
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final Pattern TAKEN_OVER = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    private RequestIds() {}

    static String of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String named = request.getHeaders().get(HEADER);
        String id = named != null && TAKEN_OVER.matcher(named).matches()
                ? named
                : UUID.randomUUID().toString();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
