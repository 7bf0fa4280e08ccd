package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks peers what a caller has asked here. The caller's own token goes along, so that the peer finds out itself who asks
 * and what they may: this instance vouches for nobody. It holds no thread while it waits, and refuses at once what would be
 * too many at a time. Every question may be asked again, and so the next peer is asked where one does not answer.
 */
final class Forwarder {

    /** Says that a request was sent on by an instance: whoever gets it answers, or says that nobody can. */
    static final String FORWARDED = "Secrets-Forwarded";

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int MOST_AT_A_TIME = 128;

    private final HttpClient client;
    private final MeterRegistry registry;
    private final Semaphore free = new Semaphore(MOST_AT_A_TIME);

    /** @param builder with what is needed for TLS to peers */
    Forwarder(HttpClient.Builder builder, MeterRegistry registry) {
        this.client = builder.version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        this.registry = registry;
    }

    /**
     * Asks the first of the peers, and the second where the first can't say; completes with the answer, or with a problem.
     *
     * @param path where the question was asked here
     * @param peers at least one
     */
    CompletionStage<Response> forward(Request request, String path, List<URI> peers) {
        if (!free.tryAcquire()) {
            count("overloaded");
            throw overloaded().asException();
        }
        return ask(request, path, peers.get(0))
                .thenCompose(first -> isSettled(first) || peers.size() < 2
                        ? CompletableFuture.completedFuture(first)
                        : ask(request, path, peers.get(1)).thenApply(second -> second.isPresent() ? second : first))
                .whenComplete((answer, failure) -> free.release())
                .thenApply(this::answerOf);
    }

    /** Sends a caller to the first of the peers who is known by a certificate: nobody can show somebody else's. */
    Response redirect(String path, List<URI> peers) {
        count("redirected");
        return new Response(307, Map.of("Location", at(peers.get(0), path).toString()), "", new byte[0]);
    }

    private static URI at(URI peer, String path) {
        return URI.create(peer.toString().replaceAll("/+$", "") + path);
    }

    private Response answerOf(Optional<Response> answer) {
        if (answer.isEmpty()) {
            count("failed");
            throw unanswered().asException();
        }
        count(answer.get().status() == 503 ? "unavailable" : "answered");
        return answer.get();
    }

    /** The peer's answer; empty where it gave none that could be passed on. */
    private CompletableFuture<Optional<Response>> ask(Request request, String path, URI peer) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(question(request, path, peer), ForwardedBody::of);
        CompletableFuture<HttpResponse<byte[]>> timed = sent.copy()
                .orTimeout(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        sent.cancel(true);
                    }
                });
        return timed.handle((answer, failure) -> {
            if (failure != null) {
                LOG.atInfo().addKeyValue("peer", peer).log("A peer did not answer: {}", failure.toString());
                return Optional.empty();
            }
            return passedOn(answer, peer);
        });
    }

    private static HttpRequest question(Request request, String path, URI peer) {
        HttpRequest.Builder question = HttpRequest.newBuilder(at(peer, path))
                .POST(BodyPublishers.ofByteArray(request.body()))
                .header(FORWARDED, "1")
                .header("X-Request-Id", request.id());
        for (String name : List.of("Authorization", "Content-Type", "Accept")) {
            request.header(name).ifPresent(value -> question.header(name, value));
        }
        return question.build();
    }

    private static Optional<Response> passedOn(HttpResponse<byte[]> answer, URI peer) {
        int status = answer.statusCode();
        if (status / 100 == 3 || (status >= 500 && status != 503)) {
            LOG.atWarn().addKeyValue("peer", peer).log("A peer answered with status {}", status);
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("Retry-After", "WWW-Authenticate", "Cache-Control")) {
            answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return Optional.of(new Response(status, headers, type, answer.body()));
    }

    private static boolean isSettled(Optional<Response> answer) {
        return answer.isPresent() && answer.get().status() != 503;
    }

    private void count(String outcome) {
        Counter.builder("secrets.resolver.forwards")
                .description("Requests that were sent on to another instance, by outcome")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    private static Problem overloaded() {
        return new Problem(
                503,
                "OVERLOADED",
                "Too many requests wait for other instances; try again soon",
                Map.of(),
                Optional.of(Refusals.SOON));
    }

    private static Problem unanswered() {
        return Problem.unavailable(
                "The instances that hold the project do not answer now; try again soon", Refusals.SOON);
    }
}
