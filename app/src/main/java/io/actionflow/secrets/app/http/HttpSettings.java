package io.actionflow.secrets.app.http;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * How a server listens.
 *
 * @param listen port 0 for any that is free
 * @param tls empty for plain HTTP
 * @param logged whether each request is a line in the log
 */
public record HttpSettings(InetSocketAddress listen, Optional<TlsFiles> tls, Limits limits, boolean logged) {

    public HttpSettings(InetSocketAddress listen, Optional<TlsFiles> tls, Limits limits) {
        this(listen, tls, limits, true);
    }

    /** Plain HTTP on the loopback interface, with the limits' defaults. */
    public static HttpSettings onLoopback(int port) {
        return new HttpSettings(new InetSocketAddress("127.0.0.1", port), Optional.empty(), Limits.standard());
    }

    public HttpSettings with(Limits other) {
        return new HttpSettings(listen, tls, other, logged);
    }

    public HttpSettings with(TlsFiles files) {
        return new HttpSettings(listen, Optional.of(files), limits, logged);
    }

    /** The same without a line for each request. */
    public HttpSettings silent() {
        return new HttpSettings(listen, tls, limits, false);
    }
}
