package io.actionflow.secrets.app.http;

import io.actionflow.secrets.app.auth.Caller;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one answer to a request. The first that is sent is the one; it is counted and logged once it has gone, or can't. Safe
 * for use by several threads.
 */
final class Answer {

    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField NO_SNIFF = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final HttpField CLOSE = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");
    // What limits refused, for their counter.
    private static final Set<Integer> OF_LIMITS = Set.of(408, 413, 414, 429, 431, 503);

    private static final int FIRST_REFUSAL = 400;

    private final Serving serving;
    private final Request request;
    private final org.eclipse.jetty.server.Response response;
    private final Callback callback;
    private final String id;
    private final AtomicBoolean sent = new AtomicBoolean();
    private final Map<String, String> notes = new ConcurrentSkipListMap<>();
    private volatile String operationId = "none";
    private volatile String template = "-";
    private volatile String subject = "-";
    private volatile Runnable end = () -> {};
    private volatile @Nullable Response sending;

    Answer(Serving serving, Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        this.serving = serving;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.id = RequestIds.of(request);
    }

    /** What to do when all is over, whichever way. */
    void onEnd(Runnable action) {
        end = action;
    }

    void names(Route route) {
        operationId = route.operationId();
        template = route.template();
    }

    void names(Caller caller) {
        subject = caller.subject();
    }

    /** What else the log's line shall say. */
    void notes(String key, String note) {
        notes.put(key, note);
    }

    void send(Problem problem) {
        if (OF_LIMITS.contains(problem.status())) {
            serving.metrics().refused(problem.code());
        }
        send(Problems.response(problem, id));
    }

    void send(Response content) {
        Objects.requireNonNull(content, "An operation answered with nothing");
        if (!sent.compareAndSet(false, true)) {
            return;
        }
        sending = content;
        try {
            serving.memory().count(content.body().length);
            response.setStatus(content.status());
            setHeaders(content);
            serving.sending().begin(connection());
            response.write(
                    true,
                    ByteBuffer.wrap(content.body()),
                    Callback.from(() -> sent(content, null), failure -> sent(content, failure)));
        } catch (RuntimeException e) {
            sent(content, e);
        }
    }

    /** Zeroes an answer that came when another had gone. */
    void discardIfLate(Response content) {
        if (sent.get() && sending != content) {
            Arrays.fill(content.body(), (byte) 0);
        }
    }

    // Who asks whether to send a body, and is told no, sends none.
    private boolean asksFirst() {
        return request.getHeaders().contains(HttpHeader.EXPECT);
    }

    private Connection connection() {
        return request.getConnectionMetaData().getConnection();
    }

    private void setHeaders(Response content) {
        HttpFields.Mutable headers = response.getHeaders();
        setStandardHeaders(headers, id);
        for (Map.Entry<String, String> header : content.headers().entrySet()) {
            headers.put(header.getKey(), header.getValue());
        }
        if (!content.contentType().isEmpty()) {
            headers.put(HttpHeader.CONTENT_TYPE, content.contentType());
        }
        if (content.status() != 204 && content.status() != 304) {
            headers.put(HttpHeader.CONTENT_LENGTH, content.body().length);
        }
        if (serving.draining().get()) {
            headers.put(CLOSE);
        }
    }

    static void setStandardHeaders(HttpFields.Mutable headers, String requestId) {
        headers.put(RequestIds.HEADER, requestId);
        headers.put(NO_STORE);
        headers.put(NO_SNIFF);
    }

    private void sent(Response content, @Nullable Throwable failure) {
        serving.sending().end(connection());
        Arrays.fill(content.body(), (byte) 0);
        serving.memory().give(content.body().length);
        Duration took = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
        serving.metrics().answered(operationId, content.status(), took);
        if (serving.logged()) {
            AccessLog.write(id, request.getMethod(), template, content.status(), took, subject, notes);
        }
        end.run();
        if (failure == null && content.status() >= FIRST_REFUSAL && !asksFirst()) {
            new Discard(request, serving.limits(), () -> complete(callback::succeeded)).run();
        } else if (failure == null) {
            complete(callback::succeeded);
        } else {
            complete(() -> callback.failed(failure));
        }
    }

    // The library may have ended the request meanwhile, and says so by an exception. Its own queue may have brought
    // that
    // here on a thread of another request of the same connection, which has nothing to do with it.
    private void complete(Runnable completion) {
        try {
            completion.run();
        } catch (IllegalStateException e) {
            LOG.debug("{} was over already", id);
        }
    }
}
