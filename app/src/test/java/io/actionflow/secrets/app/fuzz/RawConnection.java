package io.actionflow.secrets.app.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 over a plain socket, kept open as long as the server likes: for requests that no proper client would send. */
final class RawConnection implements AutoCloseable {

    // Longer than a server waits for what does not come.
    private static final int PATIENCE_MS = 45_000;

    private final URI server;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    RawConnection(URI server) {
        this.server = server;
    }

    /**
     * Sends a request and reads the answer. A server may close instead of answering what is not HTTP; it may never be
     * silent: then this throws {@link SocketTimeoutException}.
     */
    RawResponse exchange(RawRequest request) throws IOException {
        boolean reused = socket != null;
        try {
            RawResponse response = tryExchange(request);
            if (response.endsConnection()) {
                close();
            }
            return response;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            close();
            // The server may have closed an idle connection just now: that says nothing about the request.
            return reused ? exchange(request) : RawResponse.CLOSED;
        }
    }

    private RawResponse tryExchange(RawRequest request) throws IOException {
        Socket open = open();
        try {
            open.getOutputStream().write(request.bytes());
            open.getOutputStream().flush();
        } catch (IOException e) {
            // Refused before all of it was read: the answer may be there all the same.
            return response(request.method());
        }
        return response(request.method());
    }

    private Socket open() throws IOException {
        Socket current = socket;
        if (current == null) {
            current = new Socket(server.getHost(), server.getPort());
            current.setSoTimeout(PATIENCE_MS);
            current.setTcpNoDelay(true);
            socket = current;
            in = new BufferedInputStream(current.getInputStream());
        }
        return current;
    }

    private RawResponse response(String method) throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status[1]);
        if (code == 100) {
            return response(method);
        }
        boolean bodiless = method.equals("HEAD") || code == 204 || code == 304;
        return new RawResponse(code, headers, bodiless ? new byte[0] : body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        if (length != null) {
            return stream().readNBytes(Integer.parseInt(length));
        }
        if (!headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return headers.getOrDefault("connection", "").equalsIgnoreCase("close")
                    ? stream().readAllBytes()
                    : new byte[0];
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.writeBytes(stream().readNBytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = stream().read(); next != '\n'; next = stream().read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection");
            } else if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private InputStream stream() throws EOFException {
        InputStream stream = in;
        if (stream == null) {
            throw new EOFException("Not connected");
        }
        return stream;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
            in = null;
        }
    }
}
