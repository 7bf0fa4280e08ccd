package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.projections.live.ValueKeyReader;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a publisher's sealer follow the value keys that are announced, so that nobody has to start it again when the key is
 * replaced. Where none was announced, the sealer goes on with the key that it has.
 */
public final class FollowedKey implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedKey.class);

    private final ValueKeyReader reader;

    private FollowedKey(ValueKeyReader reader) {
        this.reader = reader;
    }

    /** Begins; until {@link #awaitReady} returns, the sealer may yet seal to a key of before. */
    public static FollowedKey start(Map<String, ?> kafka, MetadataCipher metadata, ValueSealer sealer) {
        return new FollowedKey(ValueKeyReader.start(kafka, metadata, newest -> take(newest, sealer)));
    }

    /** Waits until all that was announced before is known. */
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        reader.awaitReady(timeout);
    }

    private static void take(Announced newest, ValueSealer sealer) {
        try {
            if (!newest.key().equals(sealer.key())) {
                sealer.renew(newest.key());
            }
        } catch (GeneralSecurityException e) {
            LOG.error("Values can't be sealed to {}; the key before goes on", newest.key(), e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
