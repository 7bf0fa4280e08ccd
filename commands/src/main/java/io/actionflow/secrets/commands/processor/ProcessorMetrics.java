package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What a processor counts. Tags are types, codes and faults: never an id, a name or a person. A transaction that is
 * aborted and done again counts twice.
 */
public final class ProcessorMetrics {

    private final MeterRegistry registry;
    private final Timer decide;
    private final Counter repeated;
    private final Counter chunks;
    private final Counter abandoned;
    private final Counter checkpoints;
    private final DistributionSummary values;
    private final Set<Checkpoints> unsigned = ConcurrentHashMap.newKeySet();
    private final Counter givenUp;
    private final Counter erased;
    private final Counter witnessFailures;
    // partition → what was given up there and awaits its receipt
    private final Map<Integer, Erasing> erasing = new ConcurrentHashMap<>();

    private record Erasing(int count, Instant oldest) {}

    public ProcessorMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.decide = Timer.builder("secrets.commands.decide")
                .description("From a decrypted command to its decision")
                .register(registry);
        this.repeated = counter("secrets.commands.repeated", "Commands that were answered before");
        this.chunks = counter("secrets.chunks", "Chunks of values that were taken");
        this.abandoned = counter("secrets.uploads.abandoned", "Values that nobody claimed in time");
        this.checkpoints = counter("secrets.checkpoints.signed", "Checkpoints that were signed");
        Gauge.builder("secrets.checkpoints.unsigned.age", this, ProcessorMetrics::unsignedSeconds)
                .description("How long the oldest change has been waiting for a checkpoint that covers it")
                .baseUnit("seconds")
                .register(registry);
        this.values = DistributionSummary.builder("secrets.values.sealed")
                .description("Sealed values that secrets were given, and their bytes")
                .baseUnit("bytes")
                .register(registry);
        this.givenUp = counter("secrets.erasure.given.up", "Values that were given up for good");
        this.erased = counter("secrets.erasure.erased", "Values of which the topic was seen to have nothing any more");
        this.witnessFailures = counter("secrets.erasure.witness.failures", "Looks at the topic that came to nothing");
        erasure();
        // From the start: an alert on an increase does not see a counter that begins with its first count.
        for (Fault fault : Fault.values()) {
            unreadableRecords(fault);
        }
    }

    void decided(Command command, Outcome outcome, long nanos) {
        decide.record(nanos, TimeUnit.NANOSECONDS);
        Counter.builder("secrets.commands")
                .description("Commands that were decided")
                .tag("type", command.getClass().getSimpleName())
                .tag(
                        "outcome",
                        outcome instanceof Rejected rejected ? rejected.code().name() : "ACCEPTED")
                .register(registry)
                .increment();
    }

    void repeated() {
        repeated.increment();
    }

    void chunk() {
        chunks.increment();
    }

    void chunkDropped(Fault fault) {
        Counter.builder("secrets.chunks.dropped")
                .description("Chunks of values that were not taken")
                .tag("fault", fault.tag())
                .register(registry)
                .increment();
    }

    void unreadable(Fault fault) {
        unreadableRecords(fault).increment();
    }

    private Counter unreadableRecords(Fault fault) {
        return Counter.builder("secrets.records.unreadable")
                .description("Records that could not be read as commands or chunks")
                .tag("fault", fault.tag())
                .register(registry);
    }

    /** A command was accepted that gave a secret this value. */
    void value(ValueRef value) {
        values.record(value.size());
    }

    void abandoned(int uploads) {
        abandoned.increment(uploads);
    }

    void checkpoints(int signed) {
        checkpoints.increment(signed);
    }

    /** From now on these count. */
    void unsigned(Checkpoints ofTask) {
        unsigned.add(ofTask);
    }

    void unsignedNoMore(Checkpoints ofTask) {
        unsigned.remove(ofTask);
    }

    private double unsignedSeconds() {
        return unsigned.stream()
                .flatMap(it -> it.oldest().stream())
                .min(Instant::compareTo)
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1000.0))
                .orElse(0.0);
    }

    private void erasure() {
        Gauge.builder("secrets.erasure.pending", erasing, it -> it.values().stream()
                        .mapToInt(Erasing::count)
                        .sum())
                .description("Values that were given up and are not known to be gone")
                .register(registry);
        Gauge.builder("secrets.erasure.oldest.age", this::oldestSeconds)
                .description("How long the value that waits the longest has been given up; 0 where none waits")
                .baseUnit("seconds")
                .register(registry);
    }

    private double oldestSeconds() {
        Instant now = InstantSource.system().instant();
        return erasing.values().stream()
                .map(Erasing::oldest)
                .filter(now::isAfter)
                .mapToDouble(oldest -> Duration.between(oldest, now).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }

    void givenUp(int count) {
        givenUp.increment(count);
    }

    void erased(int count) {
        erased.increment(count);
    }

    void witnessFailed() {
        witnessFailures.increment();
    }

    /** What awaits its receipt on a partition; {@link Instant#MAX} for the oldest where nothing does. */
    void erasing(int partition, int count, Instant oldest) {
        erasing.put(partition, new Erasing(count, oldest));
    }

    /** How long, at most, the broker takes to be rid of what was given up. */
    void erasureBound(Duration bound) {
        Gauge.builder("secrets.erasure.bound", bound, it -> it.toMillis() / 1000.0)
                .description("Within which the topic's settings let the broker erase what was given up")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
