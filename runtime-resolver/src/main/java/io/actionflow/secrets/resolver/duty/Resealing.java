package io.actionflow.secrets.resolver.duty;

import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.resolver.open.ChunkSource;
import io.actionflow.secrets.resolver.open.SealedValue;
import io.actionflow.secrets.resolver.open.SecretAddress;
import io.actionflow.secrets.resolver.open.ValueOpener;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.ResealValue;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals values to one key. One piece of a value is open at a time, and a few sealed ones are on their way; the copy counts
 * once the processor has taken the command that claims it, and is given up where that never comes. For one thread.
 */
final class Resealing {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int MOST_IN_FLIGHT = 4;
    private static final byte[] UNSIGNED = new byte[0];

    /** Somebody else was first, or nobody needs the value any more. */
    private static final Set<RejectionCode> HARMLESS =
            EnumSet.of(RejectionCode.VALUE_RESEALED, RejectionCode.VALUE_NOT_FOUND, RejectionCode.PROJECT_NOT_FOUND);

    private final ValueOpener opener;
    private final ChunkSource chunks;
    private final ResolverVoice voice;
    private final String resolverId;
    private final PublicValueKey key;
    private final ValueSealer sealer;

    /** What came of it. */
    enum Result {
        DONE,
        /** There was nothing to do any more. */
        OVERTAKEN,
        /** It can be tried again. */
        FAILED
    }

    Resealing(ValueOpener opener, ChunkSource chunks, ResolverVoice voice, String resolverId, PublicValueKey key)
            throws GeneralSecurityException {
        this.opener = opener;
        this.chunks = chunks;
        this.voice = voice;
        this.resolverId = resolverId;
        this.key = key;
        this.sealer = ValueSealer.of(key);
    }

    Result reseal(String projectId, String valueId, ValueEntry entry) throws InterruptedException {
        SealedValue value = new SealedValue(new SecretAddress(projectId, entry.secretId()), valueId, entry.value());
        Copy copy = new Copy(value);
        try {
            opener.openPieces(value, chunks, copy::send);
        } catch (DecryptionException e) {
            boolean isOvertaken = !chunks.current(value).equals(value);
            if (!isOvertaken) {
                LOG.warn("Value {} can't be opened to be sealed anew: {}", valueId, e.reason());
            }
            return isOvertaken ? Result.OVERTAKEN : Result.FAILED;
        }
        return copy.isSent() ? claim(value, copy.ref()) : Result.FAILED;
    }

    private Result claim(SealedValue value, ValueRef copy) throws InterruptedException {
        ResealValue command = new ResealValue(
                value.secret().projectId(),
                resolverId,
                value.valueId(),
                value.ref().valueId(),
                copy,
                Integer.toUnsignedLong(key.keyId()),
                UNSIGNED);
        Optional<Outcome> outcome = Answered.outcome(voice.say(Ids.random(), command));
        if (outcome.isPresent() && outcome.get() instanceof Accepted) {
            return Result.DONE;
        } else if (outcome.isPresent() && HARMLESS.contains(((Rejected) outcome.get()).code())) {
            return Result.OVERTAKEN;
        }
        LOG.warn("Value {} was not sealed anew: {}", value.valueId(), outcome.map(it -> ((Rejected) it).code()));
        return Result.FAILED;
    }

    /** The new sealed copy, while it is made. */
    private final class Copy {

        private final SealedValue value;
        private final String copyId = Ids.random();
        private final Deque<CompletableFuture<@Nullable Void>> inFlight = new ArrayDeque<>();
        private Sha256 digest = ChunkDigest.start();
        private long size;
        private boolean failed;

        Copy(SealedValue value) {
            this.value = value;
        }

        void send(int index, byte[] plain) {
            if (failed) {
                return;
            }
            SecretAddress secret = value.secret();
            int count = value.ref().chunks();
            byte[] sealed =
                    sealer.seal(plain, new SealingContext(secret.projectId(), secret.secretId(), copyId, index, count));
            digest = ChunkDigest.append(digest, sealed);
            size += sealed.length;
            inFlight.add(voice.sendChunk(secret.projectId(), new ValueChunk(copyId, index, count, sealed)));
            settle(MOST_IN_FLIGHT);
        }

        /** Waits for those that are too many. */
        private void settle(int most) {
            try {
                while (inFlight.size() > most) {
                    failed |= !Answered.isDone(inFlight.remove());
                }
            } catch (InterruptedException e) {
                failed = true;
                Thread.currentThread().interrupt();
            }
        }

        boolean isSent() {
            settle(0);
            return !failed;
        }

        ValueRef ref() {
            return new ValueRef(copyId, value.ref().chunks(), size, digest);
        }
    }
}
