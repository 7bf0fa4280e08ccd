package io.actionflow.secrets.app.http;

import java.util.Map;

/**
 * What is answered.
 *
 * @param headers besides those that the server sets itself
 * @param contentType of the body; empty where there is no body
 * @param body zeroed by the server once it is sent, because it may hold a value
 */
public record Response(int status, Map<String, String> headers, String contentType, byte[] body) {

    public Response {
        headers = Map.copyOf(headers);
    }
}
