package io.actionflow.secrets.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.actionflow.secrets.schemas.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A weather service of somebody else, on loopback. Who posts one of its API keys gets 200 and is told which key it was;
 * anybody else gets 401.
 */
final class ThirdParty implements AutoCloseable {

    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Map<String, Sha256> keys = new LinkedHashMap<>();

    private ThirdParty(HttpServer server) {
        this.server = server;
        server.createContext("/forecast", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static ThirdParty start() throws IOException {
        return new ThirdParty(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/forecast");
    }

    /** From now on accepts this key, too. */
    synchronized void accept(String keyName, byte[] key) {
        keys.put(keyName, Sha256.hash(key));
    }

    /** From now on accepts the key no more. */
    synchronized void retire(String keyName) {
        keys.remove(keyName);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String keyName = nameOf(digest(exchange.getRequestBody()));
            byte[] body = (keyName.isEmpty() ? "no such key" : keyName).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(keyName.isEmpty() ? UNAUTHORIZED : OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Reads the key as it comes: it may be long. */
    private static Sha256 digest(InputStream body) throws IOException {
        try (DigestInputStream digesting = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return Sha256.ofBytes(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private synchronized String nameOf(Sha256 given) {
        return keys.entrySet().stream()
                .filter(key -> key.getValue().equals(given))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
