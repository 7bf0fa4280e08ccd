package io.actionflow.secrets.resolver.open;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What is counted about values: no meter and no tag holds an id. */
final class ValueMeters {

    private final MeterRegistry registry;
    final Timer opens;
    final Counter hits;
    final Counter misses;
    final Counter evictions;

    ValueMeters(MeterRegistry registry) {
        this.registry = registry;
        opens = Timer.builder("secrets.resolver.opens")
                .description("How long it takes to open a value")
                .register(registry);
        hits = Counter.builder("secrets.resolver.cache.hits")
                .description("Values that were already open")
                .register(registry);
        misses = Counter.builder("secrets.resolver.cache.misses")
                .description("Values that had to be opened")
                .register(registry);
        evictions = Counter.builder("secrets.resolver.cache.evictions")
                .description("Open values given up for want of room or use, superseded ones left out")
                .register(registry);
    }

    void bytes(Supplier<Number> bytes) {
        Gauge.builder("secrets.resolver.cache.bytes", bytes)
                .description("What the open values take, with what it costs to keep them")
                .baseUnit("bytes")
                .register(registry);
    }
}
