package io.actionflow.secrets.app.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * One attempt over HTTP, with the redirections that it meets.
 *
 * <p>Only a resolver redirects (307), and only callers that it knows by their certificate. Where to is said by the server
 * that answers, not by the user; therefore
 *
 * <ul>
 *   <li>the scheme must stay: from https to http everybody on the way could read the values;
 *   <li>the token goes along only to an origin that the user named as a server. Whoever gets a token can use it. A
 *       certificate is no such gift: the handshake proves that we hold the key, and does not hand it over.
 * </ul>
 */
final class HttpExchange implements ApiConnection.Exchange {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTIONS = 4;

    private final HttpClient http;
    private final ApiSettings settings;
    private final Set<Origin> named;
    private final boolean redirects;

    HttpExchange(ApiSettings settings, boolean redirects) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_WITHIN);
        settings.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
        this.settings = settings;
        this.named = settings.servers().stream().map(Origin::of).collect(Collectors.toSet());
        this.redirects = redirects;
    }

    @Override
    public ApiAnswer send(URI server, ApiCall call, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        URI target = call.at(server);
        ApiAnswer answer = once(target, call, end);
        for (int i = 0; redirects && answer.status() == 307; i++) {
            if (i == MOST_REDIRECTIONS) {
                throw ApiException.unexpected(307, "one redirection after another");
            }
            target = next(target, answer);
            answer = once(target, call, end);
        }
        return answer;
    }

    private static URI next(URI from, ApiAnswer answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        URI next;
        try {
            next = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw ApiException.unexpected(307, "a redirection to what is no address");
        }
        if (location.isEmpty()
                || !Origin.of(next).scheme().equals(Origin.of(from).scheme())) {
            throw ApiException.unexpected(307, "a redirection from " + from.getScheme() + " to something else");
        }
        return next;
    }

    private ApiAnswer once(URI target, ApiCall call, long end) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .method(
                        call.method(),
                        call.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
        call.headers().forEach(request::header);
        if (!call.headers().containsKey("Accept")) {
            request.header("Accept", "application/json, application/problem+json");
        }
        settings.token()
                .filter(token -> named.contains(Origin.of(target)))
                .ifPresent(token -> request.header("Authorization", token.authorization()));
        long left = Math.max(1, end - System.nanoTime());
        HttpResponse<byte[]> response = await(
                request.build(),
                Math.min(left, ANSWER_WITHIN.plus(call.extraTime()).toNanos()));
        return new ApiAnswer(response.statusCode(), response.headers(), response.body());
    }

    /** Java's own timeout of a request ends with the head of the answer: a body that never ends would hold us up. */
    private HttpResponse<byte[]> await(HttpRequest request, long nanos) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException(
                    "no answer within " + Duration.ofNanos(nanos).toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }
}
