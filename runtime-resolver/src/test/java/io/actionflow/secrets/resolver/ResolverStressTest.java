package io.actionflow.secrets.resolver;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.resolver.fixture.TestProject;
import io.actionflow.secrets.resolver.fixture.World;
import io.actionflow.secrets.resolver.open.Backing;
import io.actionflow.secrets.resolver.open.CacheSettings;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Many threads resolve while Syncs supersede and the cache has no room: never a zeroed value, never a wrong one. */
class ResolverStressTest {

    private static final int THREADS = 6;
    private static final int SYNCS = 300;
    private static final int SECRETS = 8;
    private static final int VALUE_BYTES = 1000;

    private final World world = new World();
    private final TestProject acme = world.project("acme");
    // (secret, sync) → the value that is active then
    private final Map<String, byte[]> expected = new ConcurrentHashMap<>();
    private final List<byte[]> arrays = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong resolved = new AtomicLong();

    @Test
    void everyRunSeesTheValuesOfItsOwnSync() throws Exception {
        for (int s = 0; s < SECRETS; s++) {
            acme.addSecret("secret-" + s, value(s, 1));
            acme.save("flow-" + s, binding("node", "input", "secret-" + s));
            expected.put(s + "@1", value(s, 1));
        }
        acme.sync();
        // Room for about half of what is active.
        CacheSettings cache = new CacheSettings(SECRETS * VALUE_BYTES / 2, 1024 * 1024, Duration.ofMinutes(1));
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        Resolver resolver =
                world.resolver(ResolverSettings.DEFAULTS.withCache(cache).withSnapshotBytes(4_000));
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                SplittableRandom random = new SplittableRandom(t);
                workers.add(executor.submit(() -> work(resolver, random)));
            }
            edit(workers);
            done.set(true);
            for (Future<?> worker : workers) {
                worker.get(60, TimeUnit.SECONDS);
            }
        } finally {
            done.set(true);
            executor.shutdownNow();
            resolver.close();
        }
        assertThat(resolved.get()).isGreaterThanOrEqualTo(8L * SYNCS);
        assertThat(arrays).hasSizeGreaterThan(100).allSatisfy(array -> assertThat(array)
                .as("all handles are closed, and so is the cache")
                .containsOnly(0));
    }

    private void edit(List<Future<?>> workers) {
        SplittableRandom random = new SplittableRandom(42);
        for (int sync = 2; sync <= SYNCS; sync++) {
            int changed = random.nextInt(SECRETS);
            acme.editSecret("secret-" + changed, new String(value(changed, sync), StandardCharsets.UTF_8));
            for (int s = 0; s < SECRETS; s++) {
                expected.put(s + "@" + sync, s == changed ? value(s, sync) : expected.get(s + "@" + (sync - 1)));
            }
            acme.sync();
            awaitResolves(8L * sync, workers);
        }
    }

    /** Lets the workers keep pace, so that there are as many races on a slow machine. */
    private void awaitResolves(long enough, List<Future<?>> workers) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (resolved.get() < enough
                && System.nanoTime() < deadline
                && workers.stream().noneMatch(Future::isDone)) {
            LockSupport.parkNanos(20_000);
        }
    }

    private void work(Resolver resolver, SplittableRandom random) {
        while (!done.get()) {
            int s = random.nextInt(SECRETS);
            try (Run run = resolver.begin("acme", "flow-" + s).orElseThrow()) {
                for (int i = random.nextInt(1, 5); i > 0; i--) {
                    check(run, expected.get(s + "@" + run.sync()));
                }
            }
        }
    }

    private void check(Run run, byte[] expected) {
        try (SecretValue first = run.resolve("node", "input").orElseThrow()) {
            try (SecretValue second = run.resolve("node", "input").orElseThrow()) {
                Thread.yield();
                assertThat(second.matches(expected)).isTrue();
            }
            assertThat(first.copyBytes()).isEqualTo(expected);
            if (resolved.incrementAndGet() % 16 == 0) {
                arrays.add(Backing.arrayOf(first));
            }
        }
    }

    private static byte[] value(int secret, int sync) {
        String text = "value of " + secret + " from Sync " + sync + "; ";
        return text.repeat(1 + VALUE_BYTES / text.length())
                .substring(0, VALUE_BYTES)
                .getBytes(StandardCharsets.UTF_8);
    }
}
