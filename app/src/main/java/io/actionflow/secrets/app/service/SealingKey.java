package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.projections.live.ValueKeyReader;
import io.actionflow.secrets.schemas.crypto.LiveKeyset;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that values are sealed to: the newest that is announced, and the one of the file where none is. Pinned, it is the
 * one of the file whatever is announced. Either may change while this runs.
 */
final class SealingKey implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SealingKey.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final LiveKeyset.Derived<PublicValueKey> file;
    private final ValueSealer sealer;
    private final @Nullable ValueKeyReader announced;
    private volatile boolean ready;

    private SealingKey(LiveKeyset file, boolean isPinned, Map<String, ?> kafka, MetadataCipher metadata)
            throws GeneralSecurityException {
        this.file = file.deriving(PublicValueKey::of);
        this.sealer = ValueSealer.of(this.file.get());
        this.ready = isPinned;
        this.announced = isPinned ? null : ValueKeyReader.start(kafka, metadata, newest -> {});
    }

    /** Begins to read what is announced, unless it is pinned. {@link #refresh} has to be called now and then. */
    static SealingKey start(LiveKeyset file, boolean isPinned, Map<String, ?> kafka, MetadataCipher metadata)
            throws GeneralSecurityException {
        return new SealingKey(file, isPinned, kafka, metadata);
    }

    /**
     * What seals to the key of now. Before it is known which was announced it refuses: a value that is sealed to a key that
     * was retired long ago could never be opened.
     */
    ValueSealer sealer() {
        if (!ready) {
            refresh();
        }
        if (!ready) {
            throw Problem.unavailable("It is not known yet which key values are sealed to; try again", RETRY_AFTER)
                    .asException();
        }
        return sealer;
    }

    boolean isReady() {
        return ready;
    }

    void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        if (announced != null) {
            announced.awaitReady(timeout);
        }
        refresh();
    }

    /** Takes up what was announced, or put into the file, meanwhile. */
    synchronized void refresh() {
        if (announced != null && !announced.isReady()) {
            return;
        }
        PublicValueKey key = Optional.ofNullable(announced)
                .flatMap(ValueKeyReader::newest)
                .map(it -> it.key())
                .orElseGet(file::get);
        try {
            if (!key.equals(sealer.key())) {
                sealer.renew(key);
                LOG.info("Values are sealed to key {} from now on", Integer.toUnsignedString(key.keyId()));
            }
            ready = true;
        } catch (GeneralSecurityException e) {
            LOG.error("Values can't be sealed to key {}; the one before goes on", key, e);
        }
    }

    @Override
    public void close() {
        if (announced != null) {
            announced.close();
        }
    }
}
