package io.actionflow.secrets.app.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection over which anything can be said, at any speed. */
final class RawConnection implements AutoCloseable {

    private final Socket socket;

    RawConnection(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
    }

    RawConnection say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Says that nothing more will be said. */
    RawConnection endOfSpeech() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads until the server closes; a connection that it resets is at its end, too. */
    String untilClosed() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(read);
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("The server did not close the connection; it said: " + read, e);
        } catch (IOException e) {
            return read.toString(StandardCharsets.UTF_8);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** Reads one line. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = socket.getInputStream().read();
        }
        return line.toString().strip();
    }

    /** Reads one answer with a Content-Length. */
    String answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) next);
        }
        String text = head.toString();
        int length = Integer.parseInt(text.replaceAll("(?is).*content-length: *([0-9]+).*", "$1"));
        return text + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
