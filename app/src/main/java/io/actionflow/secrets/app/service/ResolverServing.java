package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.http.ApiServer;
import io.actionflow.secrets.app.worker.PeerTls;
import io.actionflow.secrets.app.worker.Peers;
import io.actionflow.secrets.app.worker.ResolverApi;
import io.actionflow.secrets.projections.live.Peer;
import io.actionflow.secrets.projections.live.ResolverDirectory;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.report.HeldKeys;
import io.actionflow.secrets.resolver.report.ReporterSettings;
import io.actionflow.secrets.resolver.report.ResolverReporter;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.apache.kafka.streams.StreamsConfig;

/** A resolver's API, what it knows of the other resolvers, and what they hear of it. */
final class ResolverServing implements AutoCloseable {

    private final Stops stops = new Stops();
    private final ResolverDirectory directory;
    private final ApiServer server;

    private ResolverServing(
            ResolverHttp http,
            Map<String, ?> kafka,
            KafkaProjection projection,
            Resolver resolver,
            MetadataCipher cipher,
            HeldKeys keys,
            MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        try {
            String resolverId = ResolverService.instanceId(kafka);
            ResolverDirectory known = ResolverDirectory.start(kafka);
            directory = stops.started(known, known::close);
            ResolverApi.Instance instance =
                    new ResolverApi.Instance(resolverId, projection.partitionCount(), peers(http, known, resolverId));
            var toPeers = PeerTls.client(http.peerAuthority());
            ResolverApi api = ResolverApi.of(instance, projection, resolver, cipher, toPeers, meters);
            ApiServer listening = ApiServer.start(http.settings(), api.routes(), http.authenticator(), meters);
            server = stops.started(listening, listening::close);
            String url = (http.url().isPresent() ? http.url().get() : reachable(server.address())).toString();
            String group = String.valueOf(kafka.get(StreamsConfig.APPLICATION_ID_CONFIG));
            ResolverReporter reporter = ResolverReporter.start(
                    projection, ReporterSettings.of(resolverId, group, url), keys, kafka, meters);
            stops.started(reporter, reporter::close);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            stops.close();
            throw e;
        }
    }

    static ResolverServing start(
            ResolverHttp http,
            Map<String, ?> kafka,
            KafkaProjection projection,
            Resolver resolver,
            MetadataCipher cipher,
            HeldKeys keys,
            MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        return new ResolverServing(http, kafka, projection, resolver, cipher, keys, meters);
    }

    URI address() {
        return server.address();
    }

    /** The ids of the resolvers that are there and hold the partition, as far as is known now. */
    List<String> hosts(int partition) {
        return directory.hosts(partition).stream().map(Peer::resolverId).toList();
    }

    /** Waits until it knows of the other resolvers. */
    void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        directory.awaitReady(timeout);
    }

    /** Says that it leaves, then answers what was asked, then stops. */
    @Override
    public void close() {
        stops.close();
    }

    private static IntFunction<List<URI>> peers(ResolverHttp http, ResolverDirectory directory, String resolverId) {
        boolean isEncrypted = http.settings().tls().isPresent()
                || http.url().filter(url -> "https".equals(url.getScheme())).isPresent();
        IntFunction<List<URI>> others = others(directory, resolverId);
        return isEncrypted ? Peers.overTls(others) : others;
    }

    private static IntFunction<List<URI>> others(ResolverDirectory directory, String resolverId) {
        return partition -> directory.hosts(partition).stream()
                .filter(peer -> !peer.resolverId().equals(resolverId))
                .map(Peer::url)
                .map(URI::create)
                .toList();
    }

    /** Nobody else reaches "all addresses": they need a name. */
    private static URI reachable(URI address) throws UnknownHostException {
        if (!InetAddress.getByName(address.getHost()).isAnyLocalAddress()) {
            return address;
        }
        String name = InetAddress.getLocalHost().getCanonicalHostName();
        return URI.create(address.getScheme() + "://" + name + ":" + address.getPort());
    }
}
