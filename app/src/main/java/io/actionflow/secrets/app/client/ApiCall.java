package io.actionflow.secrets.app.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request, for whichever server takes it.
 *
 * @param path percent-encoded, from the root of the API
 * @param body its bytes, sent again as they are with every attempt
 * @param extraTime how long the server was asked to wait: so much longer the answer may take
 */
record ApiCall(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<byte[]> body,
        Duration extraTime) {

    static ApiCall of(String method, String path) {
        return new ApiCall(method, path, Map.of(), Map.of(), Optional.empty(), Duration.ZERO);
    }

    /** A path whose segments may be any text. */
    static String path(String... segments) {
        StringBuilder path = new StringBuilder("/v1");
        for (String segment : segments) {
            path.append('/').append(encoded(segment));
        }
        return path.toString();
    }

    ApiCall query(String name, Object value) {
        return new ApiCall(method, path, plus(query, name, value.toString()), headers, body, extraTime);
    }

    ApiCall header(String name, Object value) {
        return new ApiCall(method, path, query, plus(headers, name, value.toString()), body, extraTime);
    }

    ApiCall body(String type, byte[] bytes) {
        return new ApiCall(method, path, query, plus(headers, "Content-Type", type), Optional.of(bytes), extraTime);
    }

    ApiCall waiting(Duration longer) {
        return new ApiCall(method, path, query, headers, body, longer);
    }

    /** The same command, sent again, has the same id; what has none is a read, or may be done twice. */
    Optional<String> commandId() {
        return Optional.ofNullable(headers.get("Idempotency-Key"));
    }

    URI at(URI server) {
        String root = server.toString();
        String base = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        String asked = query.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(base + path + (asked.isEmpty() ? "" : "?" + asked));
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    // The encoder is the one of forms, where a space is a plus.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
