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

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(
                it -> head.append(it.name()).append(": ").append(it.value()).append("\r\n"));
        boolean announced = headers.stream()
                .anyMatch(it -> it.name().equalsIgnoreCase("Content-Length")
                        || it.name().equalsIgnoreCase("Transfer-Encoding"));
        if (!announced) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
