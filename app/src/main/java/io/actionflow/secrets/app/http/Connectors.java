package io.actionflow.secrets.app.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Sets up what listens: HTTP/1.1, strict, and silent about who serves. */
final class Connectors {

    private static final int WAITING = 128;

    private Connectors() {}

    static ServerConnector of(Server server, HttpSettings settings, Optional<SslContextFactory.Server> tls) {
        Limits limits = settings.limits();
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(limits));
        ServerConnector connector = tls.isPresent()
                ? new ServerConnector(server, 1, 2, new SslConnectionFactory(tls.get(), "http/1.1"), http)
                : new ServerConnector(server, 1, 2, http);
        connector.setHost(settings.listen().getHostString());
        connector.setPort(settings.listen().getPort());
        connector.setIdleTimeout(limits.of(Limit.IDLE_MILLIS));
        connector.setAcceptQueueSize(WAITING);
        return connector;
    }

    private static HttpConfiguration configuration(Limits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(limits.intOf(Limit.HEADER_BYTES));
        configuration.setHttpCompliance(HttpCompliance.RFC9110);
        // An encoded slash, a dot segment in disguise: what they mean depends on who reads them, so nobody reads them.
        configuration.setUriCompliance(UriCompliance.DEFAULT);
        // A certificate is for clients to check; a name that they call us by is no secret that we could check.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        return configuration;
    }
}
