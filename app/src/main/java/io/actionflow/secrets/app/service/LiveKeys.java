package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import io.actionflow.secrets.schemas.crypto.KeysetSource;
import io.actionflow.secrets.schemas.crypto.LiveKeyset;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keysets of a process, which takes them up anew when somebody replaces their files: within some seconds, and at once
 * where something comes that needs a newer key.
 */
final class LiveKeys implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKeys.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final String RENEWALS = "secrets.keys.renewals";

    private final KeyFiles files;
    private final MeterRegistry meters;
    private final List<Runnable> looks = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(LiveKeys::thread);

    private LiveKeys(KeyFiles files, MeterRegistry meters) {
        this.files = files;
        this.meters = meters;
    }

    /** Looks at the files of what it is asked for, from then on. */
    static LiveKeys of(KeyFiles files, MeterRegistry meters) {
        LiveKeys keys = new LiveKeys(files, meters);
        long millis = LOOK_EVERY.toMillis();
        keys.timer.scheduleWithFixedDelay(keys::look, millis, millis, TimeUnit.MILLISECONDS);
        return keys;
    }

    LiveKeyset metadata() throws IOException, GeneralSecurityException {
        return live(files.metadataSource());
    }

    LiveKeyset valuePrivate() throws IOException, GeneralSecurityException {
        return live(files.valuePrivateSource());
    }

    LiveKeyset checkpointPrivate() throws IOException, GeneralSecurityException {
        return live(files.checkpointPrivateSource());
    }

    LiveKeyset valuePublic() throws IOException, GeneralSecurityException {
        return live(files.valuePublicSource());
    }

    /** Does this as well, each time after having looked. */
    void alsoDo(Runnable look) {
        looks.add(look);
    }

    private LiveKeyset live(KeysetSource source) throws IOException, GeneralSecurityException {
        LiveKeyset keyset = LiveKeyset.of(source);
        measure(keyset);
        looks.add(keyset::renew);
        return keyset;
    }

    private void look() {
        for (Runnable look : looks) {
            try {
                look.run();
            } catch (RuntimeException e) {
                // An exception that left here would end all looking.
                LOG.error("Looking for new keys failed; it is tried again", e);
            }
        }
    }

    private void measure(LiveKeyset keyset) {
        String tag = keyset.purpose();
        if (meters.find(RENEWALS).tag("keyset", tag).meter() != null) {
            return; // several services in one process have the same file: one of them tells how it is
        }
        FunctionCounter.builder(RENEWALS, keyset, LiveKeyset::renewals)
                .description("How often a keyset was taken up anew after its file was replaced")
                .tag("keyset", tag)
                .register(meters);
        FunctionCounter.builder("secrets.keys.failures", keyset, LiveKeyset::failures)
                .description("How often a keyset's new file could not be used, so that older keys went on")
                .tag("keyset", tag)
                .register(meters);
        Gauge.builder("secrets.keys.primary", keyset, it -> Integer.toUnsignedLong(KeysetKeys.primary(it.current())))
                .description("The id of the key that a keyset encrypts with")
                .tag("keyset", tag)
                .register(meters);
        Gauge.builder("secrets.keys.newest", keyset, LiveKeys::newest)
                .description("The id of the key that was added to a keyset last")
                .tag("keyset", tag)
                .register(meters);
    }

    private static long newest(LiveKeyset keyset) {
        List<KeysetKeys.KeysetKey> keys = KeysetKeys.of(keyset.current());
        return Integer.toUnsignedLong(keys.get(keys.size() - 1).id());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "secret-live-keys");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
