package io.actionflow.secrets.resolver.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts answers by their outcome: {@code granted}, or an error's name in small letters. No tag holds an id. */
final class ResolveMeters {

    private final Counter granted;
    private final Map<ResolveError, Counter> refused = new EnumMap<>(ResolveError.class);

    ResolveMeters(MeterRegistry registry, String name, String description) {
        granted = counter(registry, name, description, "granted");
        for (ResolveError code : ResolveError.values()) {
            refused.put(code, counter(registry, name, description, code.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Counts the answer and gives it back. */
    <T> Resolved<T> count(Resolved<T> answer) {
        if (answer instanceof Resolved.Refused<T> refusal) {
            Objects.requireNonNull(refused.get(refusal.code())).increment();
        } else {
            granted.increment();
        }
        return answer;
    }

    private static Counter counter(MeterRegistry registry, String name, String description, String outcome) {
        return Counter.builder(name)
                .description(description)
                .tag("outcome", outcome)
                .register(registry);
    }
}
