package io.actionflow.secrets.app.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as it was told, and keeps what it was asked. Its last answer to a route is given from then on. */
public final class FakeApi implements AutoCloseable {

    private static final String ANY_PUT = "PUT *";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** What it answers. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public static Answer json(int status, String body) {
            return new Answer(
                    status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer problem(int status, String code, String more) {
            String body = """
                    {"type":"about:blank","title":"No","status":%d,"code":"%s","detail":"Expected otherwise.","instance":"r-1"%s}""".formatted(status, code, more.isEmpty() ? "" : "," + more);
            return new Answer(
                    status, Map.of("Content-Type", "application/problem+json"), body.getBytes(StandardCharsets.UTF_8));
        }

        public Answer with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body);
        }
    }

    /** What it was asked, and what it answered. */
    public record Seen(String method, URI uri, Map<String, String> headers, byte[] body, Answer answer) {

        public String route() {
            return method + " " + uri.getRawPath();
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** All of it, to search for what must not be there. */
        public String whole() {
            return method + " " + uri + " " + headers + " " + new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    public FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Answers a route, such as {@code GET /v1/projects}. */
    public FakeApi on(String route, Answer... inTurn) {
        answers.put(route, new ArrayDeque<>(List.of(inTurn)));
        return this;
    }

    /** Answers what is put and has no answer of its own. */
    public FakeApi onAnyPut(Answer answer) {
        return on(ANY_PUT, answer);
    }

    public FakeApi on(String route, int status, String json) {
        return on(route, Answer.json(status, json));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public List<Seen> seen(String route) {
        return seen.stream().filter(each -> each.route().equals(route)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            Answer answer = next(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
            seen.add(new Seen(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body, answer));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private synchronized Answer next(String route) {
        Deque<Answer> left = answers.getOrDefault(route, route.startsWith("PUT ") ? answers.get(ANY_PUT) : null);
        if (left == null) {
            return Answer.problem(404, "NOT_FOUND", "");
        }
        return left.size() > 1 ? left.remove() : left.element();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
