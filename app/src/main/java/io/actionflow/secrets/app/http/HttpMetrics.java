package io.actionflow.secrets.app.http;

import io.actionflow.secrets.app.auth.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What a server counts. */
final class HttpMetrics {

    private final MeterRegistry registry;

    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        // From the start: an alert on an increase does not see a counter that begins with its first count.
        for (RefusedException.Reason reason : RefusedException.Reason.values()) {
            refusedCallers(reason);
        }
    }

    void answered(String operationId, int status, Duration took) {
        Timer.builder("secrets.http.requests")
                .description("Requests and how long they took, by operation and status")
                .tag("operation", operationId)
                .tag("status", Integer.toString(status))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(60))
                .register(registry)
                .record(took);
    }

    /** Counts what limits refused. */
    void refused(String reason) {
        Counter.builder("secrets.http.refused")
                .description("Requests and connections that limits refused, by reason")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /** Counts who may not come in. */
    void unauthenticated(RefusedException.Reason reason) {
        refusedCallers(reason).increment();
    }

    private Counter refusedCallers(RefusedException.Reason reason) {
        return Counter.builder("secrets.auth.refused")
                .description("Callers who may not come in, by reason")
                .tag("reason", reason.name())
                .register(registry);
    }

    /** @param port of the server that is told of: a process may have several */
    void gauge(String name, String description, int port, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .tag("port", Integer.toString(port))
                .strongReference(true)
                .register(registry);
    }
}
