package io.actionflow.secrets.app.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What came back; header names in small letters. Status 0: the connection was closed without an answer. */
record RawResponse(int status, Map<String, String> headers, byte[] body) {

    static final RawResponse CLOSED = new RawResponse(0, Map.of(), new byte[0]);

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean endsConnection() {
        return status == 0 || headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }
}
