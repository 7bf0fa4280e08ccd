package io.actionflow.secrets.app.http;

import io.actionflow.secrets.app.auth.Caller;
import io.actionflow.secrets.app.auth.RefusedException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One request on its way: found a route, asked who calls, its body read, its operation run, answered. Each step begins the
 * next, on whatever thread there is, and none waits for another: what has to be waited for holds no thread.
 */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final String PROJECT = "projectId";

    private final Serving serving;
    private final Request request;
    private final Answer answer;
    private final String id;

    private RouteTable.@Nullable Found found;
    private @Nullable Caller caller;
    private @Nullable Body body;
    private Admission.@Nullable Permit permit;
    // What the operation has taken of the memory for work.
    private long needed;

    // Completes once nobody works on the body any more.
    private CompletableFuture<?> operation = CompletableFuture.completedFuture(null);

    Exchange(Serving serving, Request request, Answer answer) {
        this.serving = serving;
        this.request = request;
        this.answer = answer;
        this.id = RequestIds.of(request);
    }

    void begin() {
        answer.onEnd(this::end);
        // A caller who is silent while we work is not idle. One who is silent while we read or write meets the timeout
        // there.
        request.addIdleTimeoutListener(timeout -> false);
        // Nobody may be there any more: then the answer fails, and that is the end.
        request.addFailureListener(failure -> LOG.debug("The caller of {} is gone", id));
        attempt(() -> {
            refuseWhatNeedsNoReading();
            if (route().access() == Route.Access.OPEN) {
                readBody();
            } else {
                // Keys may have to be fetched: that, too, is something to wait for, and there may be too much of it.
                enter(List.of());
                serving.pool().execute(() -> attempt(this::authenticate));
            }
        });
    }

    private void refuseWhatNeedsNoReading() {
        if (serving.draining().get()) {
            throw Problem.unavailable("This instance is about to stop; ask another", Duration.ofSeconds(1))
                    .asException();
        }
        if (request.getHttpURI().getPathQuery().length() > serving.limits().of(Limit.URI_LENGTH)) {
            throw Problems.uriTooLong().asException();
        }
        if (request.getHttpURI().getPath().indexOf(';') >= 0) {
            // Some read what follows as a part of the name, some as a parameter of it.
            throw Problem.malformed("", "The path has a semicolon; encode it as %3B")
                    .asException();
        }
        found = serving.routes().find(request.getMethod(), Request.getPathInContext(request));
        answer.names(route());
        body = new Body(serving.memory(), route().largestBody(), request.getLength());
        serving.admission().refuseIfFull(projects());
    }

    private void authenticate() throws RefusedException {
        List<String> authorizations = request.getHeaders().getValuesList("Authorization");
        if (authorizations.size() > 1) {
            throw new RefusedException(
                    RefusedException.Reason.MALFORMED, "There is more than one Authorization header");
        }
        Caller known = serving.auth().authenticate(authorizations.stream().findAny(), certificate());
        caller = known;
        answer.names(known);
        // While the body comes in, which may take long, nothing is under way.
        leave();
        readBody();
    }

    private Optional<X509Certificate> certificate() {
        Object data = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
        return data instanceof EndPoint.SslSessionData session && session.peerCertificates() != null
                ? Optional.of(session.peerCertificates()[0])
                : Optional.empty();
    }

    private void readBody() {
        new BodyReader(request, body(), serving.limits(), () -> attempt(this::admit), this::unreadable).run();
    }

    private void admit() {
        serving.memory().refuseIfFull();
        enter(projects());
        serving.pool().execute(() -> attempt(this::operate));
    }

    private void operate() throws Exception {
        HttpRequest whole = new HttpRequest(
                id, request, found().parameters(), caller, body().whole(), this::countFor, this::needs, answer::notes);
        CompletableFuture<Response> result = route().operation().handle(whole).toCompletableFuture();
        operation = result;
        result.copy()
                .orTimeout(serving.limits().of(Limit.OPERATION_MILLIS), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> {
                    // Before the answer goes: who has it may ask again at once.
                    leave();
                    if (failure == null) {
                        attempt(() -> answer.send(response));
                    } else {
                        fail(failure);
                    }
                });
        result.thenAccept(answer::discardIfLate);
    }

    private synchronized void countFor(String projectId) {
        if (permit != null) {
            permit.countFor(projectId);
        }
    }

    private synchronized void needs(long bytes) {
        serving.work().takeOrBeAlone(bytes);
        needed += bytes;
    }

    private synchronized void needsNothing() {
        serving.work().give(needed);
        needed = 0;
    }

    private List<String> projects() {
        return Optional.ofNullable(found().parameters().get(PROJECT)).stream().toList();
    }

    private interface Step {
        void run() throws Exception;
    }

    private void attempt(Step step) {
        MDC.put("requestId", id);
        try {
            step.run();
        } catch (Throwable e) {
            fail(e);
        } finally {
            MDC.remove("requestId");
        }
    }

    // What the sender got wrong, as against what went wrong here.
    private void unreadable(Throwable failure) {
        if (failure instanceof HttpException refused) {
            answer.send(Problems.ofStatus(refused.getCode(), id));
        } else if (failure instanceof IOException) {
            answer.send(Problem.of(400, "MALFORMED", "The body broke off"));
        } else {
            fail(failure);
        }
    }

    private void fail(Throwable failure) {
        answer.send(problem(failure));
    }

    private Problem problem(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return problem(failure.getCause());
        }
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof RefusedException refused) {
            return unauthenticated(refused);
        }
        if (failure instanceof RejectedExecutionException) {
            return Admission.overloaded();
        }
        if (failure instanceof TimeoutException) {
            return Problem.unavailable("Nothing was known in time", Duration.ofSeconds(1));
        }
        LOG.error("{} failed: {}", id, Fault.inOneLine(failure));
        return Problems.internal(id);
    }

    private Problem unauthenticated(RefusedException refused) {
        String reason = refused.reason().name();
        serving.metrics().unauthenticated(refused.reason());
        LOG.warn("Refused {}: {}: {}", id, reason, AccessLog.printable(String.valueOf(refused.getMessage())));
        if (refused.reason() == RefusedException.Reason.KEYS_UNAVAILABLE) {
            return Problem.unavailable("The keys that tokens are checked with can't be had now", Duration.ofSeconds(5));
        }
        return Problem.of(401, "UNAUTHENTICATED", String.valueOf(refused.getMessage()))
                .with("reason", reason);
    }

    private synchronized void enter(List<String> projectIds) {
        permit = serving.admission().enter(projectIds);
    }

    private synchronized void leave() {
        if (permit != null) {
            permit.close();
            permit = null;
        }
    }

    private void end() {
        leave();
        Body read = body;
        if (read != null) {
            // An operation that was given up may still be at work on it, and must not see zeroes.
            operation.whenComplete((result, failure) -> {
                read.discard();
                needsNothing();
            });
        }
    }

    private RouteTable.Found found() {
        return Objects.requireNonNull(found);
    }

    private Route route() {
        return found().route();
    }

    private Body body() {
        return Objects.requireNonNull(body);
    }
}
