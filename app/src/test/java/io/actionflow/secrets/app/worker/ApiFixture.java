package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.ApiServer;
import io.actionflow.secrets.app.http.HttpSettings;
import io.actionflow.secrets.app.system.TestKeys;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.fixture.World;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/** The resolver API behind a real server, over a world that a test makes. */
final class ApiFixture implements AutoCloseable {

    /** Of a worker that may resolve for every project. */
    static final String ANY = "worker-1:*";

    static final TestKeys KEYS = TestKeys.generate();

    final World world;
    final MeterRegistry meters = new SimpleMeterRegistry();
    private final Resolver resolver;
    private final ResolverApi api;
    private final ApiServer server;
    private volatile List<URI> peers = List.of();

    ApiFixture() throws Exception {
        this(new World());
    }

    ApiFixture(World world) throws Exception {
        this(world, KEYS.cipher());
    }

    ApiFixture(World world, MetadataCipher cipher) throws Exception {
        this.world = world;
        this.resolver = world.anotherResolver(world.privateKeys);
        this.api = ResolverApi.of(
                new ResolverApi.Instance("resolver-1", 4, partition -> peers),
                world.projection,
                resolver,
                cipher,
                HttpClient.newBuilder(),
                meters);
        this.server = ApiServer.start(HttpSettings.onLoopback(0), api.routes(), new TokenOfSubject(), meters);
    }

    ResolverApi api() {
        return api;
    }

    URI address() {
        return server.address();
    }

    WorkerClient worker() {
        return new WorkerClient(address(), ANY);
    }

    /** From now on these hold what is not held here. */
    void setPeers(URI... peers) {
        this.peers = List.of(peers);
    }

    double forwards(String outcome) {
        return meters.counter("secrets.resolver.forwards", "outcome", outcome).count();
    }

    @Override
    public void close() {
        server.close();
        resolver.close();
    }
}
