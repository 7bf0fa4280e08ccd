package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.ApiDocument;
import io.actionflow.secrets.app.http.Operation;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The resolver API: what it is made of, and the table of its routes. */
public final class ResolverApi {

    // A node's id may be as long as what a command can carry.
    private static final long NODE_BODY = Limits.MAX_COMMAND_BYTES;
    private static final long SMALL_BODY = 16 * 1024;

    // What is being made, what is on its way, and all the rest.
    private static final int PART_FOR_ANSWERS = 3;

    private final List<Route> routes;

    private ResolverApi(List<Route> routes) {
        this.routes = routes;
    }

    /**
     * What an instance is.
     *
     * @param resolverId as it is in its reports
     * @param partitions how many the event log has
     * @param peers partition → the other instances that hold it, the freshest first
     */
    public record Instance(String resolverId, int partitions, IntFunction<List<URI>> peers) {}

    /**
     * The API over a resolver and its projection, which stay their owner's.
     *
     * @param toPeers makes the client for other instances, with what is needed for TLS to them
     */
    public static ResolverApi of(
            Instance instance,
            Projection projection,
            Resolver resolver,
            MetadataCipher cipher,
            HttpClient.Builder toPeers,
            MeterRegistry registry) {
        InstantSource clock = InstantSource.system();
        RunTokens tokens = new RunTokens(cipher, clock);
        EndedRuns ended = new EndedRuns();
        AnswerRoom room = new AnswerRoom(Runtime.getRuntime().maxMemory() / PART_FOR_ANSWERS);
        Router router = new Router(new Routing(projection, instance.peers()), new Forwarder(toPeers, registry));
        projection.addListener(new LiveSyncs(projection, clock, registry));
        Gauge.builder("secrets.resolver.partitions.hosted", projection, it -> it.hosted()
                        .size())
                .description("Partitions that this instance holds and has read to their end")
                .register(registry);
        List<Route> routes =
                new ArrayList<>(ApiDocument.of("/openapi/resolver-api.yaml").routes());
        routes.addAll(List.of(
                operation("POST", BeginRun.PATH, "beginRun", SMALL_BODY, new BeginRun(resolver, tokens, router)),
                operation(
                        "POST", Resolve.PATH, "resolve", NODE_BODY, new Resolve(resolver, tokens, ended, router, room)),
                operation(
                        "POST",
                        GetStateDigest.PATH,
                        "getStateDigest",
                        SMALL_BODY,
                        new GetStateDigest(projection, router)),
                operation("POST", EndRun.PATH, "endRun", SMALL_BODY, new EndRun(tokens, ended)),
                operation(
                        "GET",
                        GetStatus.PATH,
                        "getStatus",
                        0,
                        new GetStatus(instance.resolverId(), instance.partitions(), projection))));
        return new ResolverApi(List.copyOf(routes));
    }

    public List<Route> routes() {
        return routes;
    }

    private static Route operation(
            String method, String path, String operationId, long largestBody, Operation operation) {
        return new Route(method, path, operationId, Route.Access.CALLER, largestBody, operation);
    }
}
