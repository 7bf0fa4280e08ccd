package io.actionflow.secrets.app.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives the same answer to whatever it is sent, and closes. */
final class OneAnswerServer implements AutoCloseable {

    private static final int PATIENCE_MS = 5_000;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] answer;

    OneAnswerServer(int status, String contentType, String body) throws IOException {
        this.answer = ("HTTP/1.1 " + status + " Answer\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                        + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MS);
            InputStream in = socket.getInputStream();
            in.read();
            socket.getOutputStream().write(answer);
            socket.shutdownOutput();
            // Until the client closes: to close before all was read would take the answer away from it.
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has gone, and judges by what it got.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
