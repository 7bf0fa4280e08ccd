package io.actionflow.secrets.app.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as bytes on the wire, well-formed or not.
 *
 * @param target path and query, just as they are sent
 * @param body null-free; its length is announced unless a header does so already
 */
record RawRequest(String operationId, String method, String target, List<Header> headers, byte[] body) {

    private static final int LONGEST = 2_000;

    /** A header; bytes beyond ASCII are sent as UTF-8. */
    record Header(String name, String value) {}

    RawRequest {
        headers = List.copyOf(headers);
    }

    RawRequest withMethod(String other) {
        return new RawRequest(operationId, other, target, headers, body);
    }

    RawRequest withTarget(String other) {
        return new RawRequest(operationId, method, other, headers, body);
    }

    RawRequest withBody(byte[] other) {
        return new RawRequest(operationId, method, target, headers, other);
    }

    /** With one more header. */
    RawRequest plus(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new RawRequest(operationId, method, target, more, body);
    }

    RawRequest without(String name) {
        return new RawRequest(
                operationId,
                method,
                target,
                headers.stream().filter(it -> !it.name().equalsIgnoreCase(name)).toList(),
                body);
    }

    boolean has(String name) {
        return headers.stream().anyMatch(it -> it.name().equalsIgnoreCase(name));
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(
                it -> head.append(it.name()).append(": ").append(it.value()).append("\r\n"));
        if (!has("Content-Length") && !has("Transfer-Encoding")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }

    /** For people, without its token, and not all of a long one. */
    String described() {
        String all = new String(bytes(), StandardCharsets.UTF_8).replaceAll("(?i)(Authorization: .{0,12}).*", "$1…");
        return operationId + ":\n" + (all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all);
    }
}
