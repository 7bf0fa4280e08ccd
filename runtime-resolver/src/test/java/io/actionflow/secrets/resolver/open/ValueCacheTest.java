package io.actionflow.secrets.resolver.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.resolver.fixture.Sealing;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When opened values are kept, for how long, and that they are zeroed exactly when nobody holds them any more. */
class ValueCacheTest {

    private static final int MIB = 1024 * 1024;

    private final KeysetHandle keys = KeyTemplates.newValueKeyPair();
    private final ValueSealer sealer = ValueSealer.of(keys.getPublicKeysetHandle());
    private final Map<ChunkKey, byte[]> chunks = new ConcurrentHashMap<>();
    private final Map<SecretAddress, String> active = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile Runnable beforeRead = () -> {};

    ValueCacheTest() throws GeneralSecurityException {}

    private ValueCache cache(long bytes) throws GeneralSecurityException {
        return new ValueCache(
                ValueOpener.of(keys),
                key -> {
                    beforeRead.run();
                    reads.incrementAndGet();
                    return chunks.get(key);
                },
                value -> value.ref().valueId().equals(active.get(value.secret())),
                new CacheSettings(bytes, MIB, Duration.ofMinutes(1)),
                meters,
                nanos::get);
    }

    private SealedValue sealed(String secretId, String valueId, int size, int fill) {
        byte[] value = new byte[size];
        Arrays.fill(value, (byte) fill);
        SecretAddress secret = new SecretAddress("acme", secretId);
        active.put(secret, valueId);
        return new SealedValue(secret, Sealing.seal(sealer, "acme", secretId, valueId, value, chunks::put));
    }

    /** Opens and closes; the array stays to be looked at. */
    private static byte[] openAndClose(ValueCache cache, SealedValue value) throws DecryptionException {
        try (SecretValue opened = cache.open(value)) {
            return Backing.arrayOf(opened);
        }
    }

    @Test
    void aKeptValueIsOpenedOnceAndItsBytesAreShared() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        try (ValueCache cache = cache(MIB);
                SecretValue first = cache.open(value);
                SecretValue second = cache.open(value)) {
            assertThat(Backing.arrayOf(first)).isSameAs(Backing.arrayOf(second)).containsOnly(7);
            assertThat(reads).hasValue(1);
            assertThat(cache.bytes()).isBetween(100L, 1000L);
        }
    }

    @Test
    void closingAHandleLeavesWhatIsKept() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        try (ValueCache cache = cache(MIB)) {
            byte[] array = openAndClose(cache, value);
            assertThat(array).containsOnly(7);
            assertThat(openAndClose(cache, value)).isSameAs(array);
        }
    }

    @Test
    void aSupersededValueIsZeroedOnceItsLastHandleIsClosed() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        try (ValueCache cache = cache(MIB)) {
            SecretValue first = cache.open(value);
            SecretValue second = cache.open(value);
            byte[] array = Backing.arrayOf(first);
            cache.superseded(value.secret());
            assertThat(array).containsOnly(7);
            first.close();
            assertThat(second.copyBytes()).containsOnly(7);
            second.close();
            assertThat(array).containsOnly(0);
            assertThat(cache.bytes()).isZero();
        }
    }

    @Test
    void aSupersededValueThatNobodyHoldsIsZeroedAtOnce() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        try (ValueCache cache = cache(MIB)) {
            byte[] array = openAndClose(cache, value);
            cache.superseded(value.secret());
            assertThat(array).containsOnly(0);
        }
    }

    @Test
    void anErasedValueIsZeroedAndItsNeighboursStay() throws Exception {
        SealedValue erased = sealed("key", "v1", 100, 7);
        SealedValue kept = sealed("other", "v2", 100, 8);
        try (ValueCache cache = cache(MIB)) {
            byte[] array = openAndClose(cache, erased);
            byte[] neighbour = openAndClose(cache, kept);
            cache.erased("another project", List.of("v1"));
            assertThat(array).containsOnly(7);

            cache.erased(erased.secret().projectId(), List.of("v1"));

            assertThat(array).containsOnly(0);
            assertThat(neighbour).containsOnly(8);
        }
    }

    @Test
    void theNextActiveValueTakesThePlaceOfTheOneBefore() throws Exception {
        SealedValue before = sealed("key", "v1", 100, 7);
        try (ValueCache cache = cache(MIB)) {
            byte[] old = openAndClose(cache, before);
            SealedValue after = sealed("key", "v2", 100, 8);
            assertThat(openAndClose(cache, after)).containsOnly(8);
            assertThat(old).as("although nobody told the cache").containsOnly(0);
        }
    }

    @Test
    void aValueThatIsNotTheActiveOneIsOpenedEachTimeAndLeavesTheActiveOneAlone() throws Exception {
        SealedValue before = sealed("key", "v1", 100, 7);
        SealedValue after = sealed("key", "v2", 100, 8);
        try (ValueCache cache = cache(MIB)) {
            byte[] kept = openAndClose(cache, after);
            for (int i = 0; i < 2; i++) {
                SecretValue old = cache.open(before);
                byte[] array = Backing.arrayOf(old);
                assertThat(array).containsOnly(7);
                old.close();
                assertThat(array).containsOnly(0);
            }
            assertThat(reads).hasValue(3);
            assertThat(openAndClose(cache, after)).isSameAs(kept).containsOnly(8);
        }
    }

    @Test
    void aSyncWhileAValueIsOpenedLeavesNothingBehind() throws Exception {
        SealedValue before = sealed("key", "v1", 100, 7);
        try (ValueCache cache = cache(MIB)) {
            beforeRead = () -> {
                active.put(before.secret(), "v2");
                cache.superseded(before.secret());
            };
            SecretValue opened = cache.open(before);
            byte[] array = Backing.arrayOf(opened);
            assertThat(array).containsOnly(7);
            assertThat(cache.bytes()).isZero();
            opened.close();
            assertThat(array).containsOnly(0);
        }
    }

    @Test
    void aCacheThatIsClosedWhileAValueIsOpenedKeepsNothing() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        ValueCache cache = cache(MIB);
        beforeRead = cache::close;
        byte[] array = openAndClose(cache, value);
        assertThat(array).containsOnly(0);
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void theCacheStaysWithinItsBytesAndZeroesWhatItEvicts() throws Exception {
        List<byte[]> arrays = new ArrayList<>();
        try (ValueCache cache = cache(64 * 1024)) {
            for (int i = 0; i < 100; i++) {
                arrays.add(openAndClose(cache, sealed("key-" + i, "v" + i, 4096, 7)));
                assertThat(cache.bytes()).isLessThanOrEqualTo(64 * 1024);
            }
            long kept = arrays.stream().filter(array -> array[0] == 7).count();
            assertThat(kept).isBetween(10L, 16L);
            assertThat(arrays).allSatisfy(array -> assertThat(array).containsOnly(array[0]));
            assertThat(arrays.stream().filter(array -> array[0] == 0)).hasSize(100 - (int) kept);
            assertThat(meters.get("secrets.resolver.cache.evictions").counter().count())
                    .isEqualTo(100 - kept);
        }
        assertThat(arrays).allSatisfy(array -> assertThat(array).containsOnly(0));
    }

    @Test
    void anEvictedValueIsNotZeroedUnderAnOpenHandle() throws Exception {
        List<SecretValue> open = new ArrayList<>();
        try (ValueCache cache = cache(16 * 1024)) {
            for (int i = 0; i < 50; i++) {
                open.add(cache.open(sealed("key-" + i, "v" + i, 4096, 7)));
            }
        }
        for (SecretValue value : open) {
            assertThat(value.copyBytes()).containsOnly(7);
            byte[] array = Backing.arrayOf(value);
            value.close();
            assertThat(array).containsOnly(0);
        }
    }

    @Test
    void anIdleValueIsZeroed() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        try (ValueCache cache = cache(MIB)) {
            byte[] array = openAndClose(cache, value);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(50));
            openAndClose(cache, value);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(50));
            cache.cleanUp();
            assertThat(array).as("it was used 50 s ago").containsOnly(7);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
            cache.cleanUp();
            assertThat(array).containsOnly(0);
        }
    }

    @Test
    void closingZeroesAllThatIsNotHeld() throws Exception {
        SealedValue one = sealed("one", "v1", 100, 7);
        SealedValue two = sealed("two", "v2", 100, 8);
        ValueCache cache = cache(MIB);
        byte[] array = openAndClose(cache, one);
        SecretValue held = cache.open(two);
        cache.close();
        assertThat(array).containsOnly(0);
        assertThat(held.copyBytes()).containsOnly(8);
        held.close();
        assertThat(openAndClose(cache, one)).as("opened, and not kept").containsOnly(0);
    }

    @Test
    void aValueOfMoreThanOneMebibyteIsNeverKept() throws Exception {
        SealedValue largest = sealed("largest", "v1", MIB, 7);
        SealedValue tooLong = sealed("too-long", "v2", MIB + 1, 8);
        try (ValueCache cache = cache(64L * MIB)) {
            assertThat(openAndClose(cache, largest)).containsOnly(7);
            long bytes = cache.bytes();
            assertThat(bytes).isGreaterThan(MIB);
            assertThat(openAndClose(cache, tooLong)).containsOnly(0);
            assertThat(cache.bytes()).isEqualTo(bytes);
        }
        assertThatThrownBy(() -> new CacheSettings(MIB, MIB + 1, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCacheOfNoBytesKeepsNothing() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        try (ValueCache cache = cache(0)) {
            assertThat(openAndClose(cache, value)).containsOnly(0);
            assertThat(cache.bytes()).isZero();
        }
    }

    @Test
    void aFailureIsNotKept() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        Map<ChunkKey, byte[]> away = Map.copyOf(chunks);
        chunks.clear();
        try (ValueCache cache = cache(MIB)) {
            assertThatThrownBy(() -> cache.open(value)).isInstanceOf(DecryptionException.class);
            chunks.putAll(away);
            assertThat(openAndClose(cache, value)).containsOnly(7);
        }
    }

    @Test
    void threadsThatMissTheSameValueOpenItOnce() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        int threads = 8;
        CountDownLatch all = new CountDownLatch(threads);
        try (ValueCache cache = cache(MIB)) {
            List<SecretValue> opened = together(threads, () -> {
                all.countDown();
                all.await();
                return cache.open(value);
            });
            assertThat(opened).hasSize(threads).allSatisfy(handle -> assertThat(handle.copyBytes())
                    .containsOnly(7));
            opened.forEach(SecretValue::close);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void threadsThatMissTheSameValueTogetherAllFailWhereItDoesNotOpen() throws Exception {
        SealedValue value = sealed("key", "v1", 100, 7);
        chunks.clear();
        try (ValueCache cache = cache(MIB)) {
            List<String> failures = together(4, () -> {
                try (SecretValue opened = cache.open(value)) {
                    return "opened " + opened.size();
                } catch (DecryptionException e) {
                    return e.reason().name();
                }
            });
            assertThat(failures).hasSize(4).containsOnly("CORRUPT");
            assertThat(cache.bytes()).isZero();
        }
    }

    private static <T> List<T> together(int threads, Callable<T> task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
