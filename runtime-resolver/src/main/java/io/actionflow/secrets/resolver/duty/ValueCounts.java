package io.actionflow.secrets.resolver.duty;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Map;

/** How many values are sealed to which key, as of the last walk. */
final class ValueCounts {

    private final MultiGauge gauge;
    private volatile Map<Integer, Long> byKey = Map.of();

    ValueCounts(MeterRegistry registry) {
        this.gauge = MultiGauge.builder("secrets.resolver.values")
                .description("Values that this resolver holds, by the key to which they are sealed")
                .register(registry);
    }

    Map<Integer, Long> byKey() {
        return byKey;
    }

    void set(Map<Integer, Long> counts) {
        byKey = Map.copyOf(counts);
        gauge.register(
                counts.entrySet().stream()
                        .<MultiGauge.Row<?>>map(it ->
                                MultiGauge.Row.of(Tags.of("key", Integer.toUnsignedString(it.getKey())), it.getValue()))
                        .toList(),
                true);
    }
}
