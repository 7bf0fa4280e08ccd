package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A keyset that may be replaced at its source while it is in use. What is derived from it changes with it, as a whole:
 * a new keyset that can't be read, or is of another kind, is logged and counted, and the one before stays in use.
 *
 * <p>Somebody has to call {@link #renew} now and then. Where a ciphertext names a key that is not known, the source is
 * looked at at once: what was replaced a moment ago is known in time. Using what is derived takes no lock.
 */
public final class LiveKeyset {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKeyset.class);

    /** So long a source that could not be read is left alone by those who miss a key: anybody can name one. */
    private static final long AGAIN_AFTER_NANOS = 1_000_000_000L;

    private final KeysetSource source;
    private final List<Derived<?>> derived = new CopyOnWriteArrayList<>();
    private volatile KeysetHandle current;
    private volatile long renewals;
    private volatile long failures;
    private volatile boolean broken;
    // The three below are only touched by who holds the lock.
    private @Nullable Object seen;
    private @Nullable Object complainedOf;
    private long failedAt;

    private LiveKeyset(KeysetSource source, @Nullable Object seen, KeysetHandle current) {
        this.source = source;
        this.seen = seen;
        this.current = current;
    }

    /** Reads the keyset for the first time. */
    public static LiveKeyset of(KeysetSource source) throws IOException, GeneralSecurityException {
        // In this order: what is replaced in between is read once more, not never.
        Object state = source.state();
        return new LiveKeyset(source, state, source.read());
    }

    /** One that never changes. */
    public static LiveKeyset fixed(KeysetHandle keyset) {
        return new LiveKeyset(new FixedSource(keyset), FixedSource.STATE, keyset);
    }

    /** What somebody makes of a keyset. */
    @FunctionalInterface
    public interface Maker<T> {
        T make(KeysetHandle keyset) throws GeneralSecurityException;
    }

    /** Makes something of the keyset, now and whenever it is replaced; throws where this keyset does not do for it. */
    public <T> Derived<T> deriving(Maker<T> maker) throws GeneralSecurityException {
        synchronized (this) {
            Derived<T> made = new Derived<>(this, maker, maker.make(current));
            derived.add(made);
            return made;
        }
    }

    /** What the keyset is for. */
    public String purpose() {
        return source.purpose();
    }

    public KeysetHandle current() {
        return current;
    }

    /** How often it was replaced. */
    public long renewals() {
        return renewals;
    }

    /** How often it could not be, because what stood there can't be used. */
    public long failures() {
        return failures;
    }

    /** Whether what stands at the source now can't be used, so that older keys go on. */
    public boolean isBroken() {
        return broken;
    }

    /** Looks whether the source has another keyset, and takes it up. Returns whether it did. */
    public synchronized boolean renew() {
        Object state = null;
        try {
            state = source.state();
            if (state.equals(seen) && !broken) {
                return false;
            }
            takeUp(source.read());
            seen = state;
            broken = false;
            LOG.info("Took up the {} keyset anew: keys {}", purpose(), KeysetKeys.of(current));
            return true;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            failed(state, e);
            return false;
        }
    }

    private void takeUp(KeysetHandle keyset) throws GeneralSecurityException {
        for (Derived<?> one : derived) {
            one.prepare(keyset);
        }
        current = keyset;
        derived.forEach(Derived::commit);
        renewals++;
    }

    /** Complains once of each state: it is looked at again and again. */
    private void failed(@Nullable Object state, Exception e) {
        failures++;
        failedAt = System.nanoTime();
        if (!broken || !Objects.equals(state, complainedOf)) {
            LOG.error("The {} keyset can't be taken up anew; the keys that were known go on", purpose(), e);
        }
        broken = true;
        complainedOf = state;
    }

    /** For who misses a key in what was derived: whether that is another one now. */
    private synchronized void missed(Derived<?> one, Object known) {
        boolean isTooSoon = broken && System.nanoTime() - failedAt < AGAIN_AFTER_NANOS;
        if (one.get() == known && !isTooSoon) {
            renew();
        }
    }

    /** What was made of the keyset as it is now. */
    public static final class Derived<T> {

        private final LiveKeyset keyset;
        private final Maker<T> maker;
        private volatile T current;
        private @Nullable T prepared;

        private Derived(LiveKeyset keyset, Maker<T> maker, T first) {
            this.keyset = keyset;
            this.maker = maker;
            this.current = first;
        }

        public T get() {
            return current;
        }

        /** What is there instead of what lacks a key, after having looked for it; null where there is nothing else. */
        public @Nullable T insteadOf(T known) {
            keyset.missed(this, known);
            T now = current;
            return now == known ? null : now;
        }

        private void prepare(KeysetHandle replacement) throws GeneralSecurityException {
            prepared = maker.make(replacement);
        }

        private void commit() {
            if (prepared != null) {
                current = prepared;
                prepared = null;
            }
        }
    }

    private record FixedSource(KeysetHandle keyset) implements KeysetSource {
        static final Object STATE = "fixed";

        @Override
        public String purpose() {
            return "fixed";
        }

        @Override
        public Object state() {
            return STATE;
        }

        @Override
        public KeysetHandle read() {
            return keyset;
        }
    }
}
