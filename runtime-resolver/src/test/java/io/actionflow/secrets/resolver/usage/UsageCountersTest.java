package io.actionflow.secrets.resolver.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.record.UsageCount;
import io.actionflow.secrets.schemas.record.UsagePlace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UsageCountersTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    private static final int THREADS = 8;
    private static final int TIMES = 30_000;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final MeterRegistry meters = new SimpleMeterRegistry();

    private UsageCounters counters(int most) {
        return new UsageCounters(now::get, most, meters);
    }

    private static Map<Optional<UsagePlace>, Long> sums(UsageCounters counters) {
        Map<Optional<UsagePlace>, Long> sums = new HashMap<>();
        counters.changed(
                it -> sums.merge(Optional.ofNullable(it.sum().place()), it.sum().count(), Long::sum));
        return sums;
    }

    private static Optional<UsagePlace> place(String node) {
        return Optional.of(new UsagePlace("secret-1", "flow", 1, node));
    }

    private static void count(UsageCounters counters, String node) {
        counters.resolved("acme", "secret-1", "flow", 1, node);
    }

    @Test
    void everyResolveIsCountedOnceHoweverManyThreadsCount() throws Exception {
        UsageCounters counters = counters(UsageCounters.MOST);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                awaitUninterrupted(start);
                for (int n = 0; n < TIMES; n++) {
                    count(counters, "node " + n % 3);
                }
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        long each = (long) THREADS * TIMES / 3;
        assertThat(sums(counters))
                .isEqualTo(Map.of(place("node 0"), each, place("node 1"), each, place("node 2"), each));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSumSaysWhenTheFirstAndTheLastResolveWas() {
        UsageCounters counters = counters(10);
        count(counters, "a");
        now.set(NOW.plusSeconds(5));
        count(counters, "a");

        List<UsageCount> sums = new ArrayList<>();
        counters.changed(it -> sums.add(it.sum()));
        assertThat(sums).containsExactly(new UsageCount(place("a").orElseThrow(), 2, NOW, NOW.plusSeconds(5)));
    }

    @Test
    void whereThereIsNoRoomForMorePlacesTheProjectIsCountedAndTheSumSaysSo() {
        UsageCounters counters = counters(2);
        for (String node : List.of("a", "b", "c", "d", "c", "a")) {
            count(counters, node);
        }

        assertThat(sums(counters)).isEqualTo(Map.of(place("a"), 2L, place("b"), 1L, Optional.empty(), 3L));
        assertThat(meters.get("secrets.resolver.usage.overflown").counter().count())
                .isEqualTo(3);
    }

    @Test
    void whatRestsGivesItsRoomToOthersOnceItIsPublishedAndLosesNothing() {
        UsageCounters counters = counters(2);
        count(counters, "a");
        count(counters, "b");
        now.set(NOW.plus(Duration.ofHours(2)));
        counters.sweep();
        count(counters, "c");
        assertThat(sums(counters)).as("not published yet").containsKey(Optional.empty());

        counters.changed(it -> it.published(it.sum().count()));
        counters.sweep();
        count(counters, "c");
        count(counters, "a");
        assertThat(sums(counters)).isEqualTo(Map.of(place("c"), 1L, place("a"), 1L));
    }

    @Test
    void whoCountsWhileItsCounterLeavesIsHeard() {
        UsageCounters counters = counters(1);
        count(counters, "a");
        List<UsageCounter> held = new ArrayList<>();
        counters.changed(held::add);
        held.get(0).published(1);
        now.set(NOW.plus(Duration.ofHours(2)));
        counters.sweep();

        held.get(0).count(now.get().toEpochMilli());

        assertThat(sums(counters)).isEqualTo(Map.of(place("a"), 2L));
    }

    @Test
    void aLongNodeIdTakesLittleRoomAndStaysAnotherThanOneThatBeginsLikeIt() {
        UsageCounters counters = counters(10);
        String beginning = "n".repeat(1_000_000);
        count(counters, beginning + "1");
        count(counters, beginning + "2");

        assertThat(sums(counters)).hasSize(2).allSatisfy((place, sum) -> assertThat(
                        place.orElseThrow().nodeId())
                .hasSizeLessThan(600));
    }
}
