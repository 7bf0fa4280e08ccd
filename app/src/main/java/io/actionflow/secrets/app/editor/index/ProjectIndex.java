package io.actionflow.secrets.app.editor.index;

import io.actionflow.secrets.schemas.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One project's secrets, kept up to date. It hears of events before it is made: those that come while the project is
 * scanned are kept, and the ones that the scan has not seen are applied to what it has. Readers take the latest picture;
 * only whoever makes the first one and whoever folds ever share a lock, for as long as the kept events take.
 */
final class ProjectIndex {

    private final CompletableFuture<ProjectIndex> made = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private List<RecordedEvent> early = new ArrayList<>();
    private volatile @Nullable SecretsPicture picture;
    private volatile long weighed = 1;

    /** True for the first who asks: who makes it. */
    boolean isToBeMade() {
        return begun.compareAndSet(false, true);
    }

    /** Completes once there is a picture, or why there will be none. */
    CompletableFuture<ProjectIndex> made() {
        return made;
    }

    /** The latest picture, or null where there is none yet. */
    @Nullable
    SecretsPicture picture() {
        return picture;
    }

    /** Takes what a scan has found. */
    synchronized void begin(SecretsPicture scanned) {
        SecretsPicture now = scanned;
        for (RecordedEvent event : early) {
            now = next(now, event);
        }
        early = List.of();
        picture = now;
    }

    /** Applies the project's next event. */
    synchronized void apply(RecordedEvent event) {
        SecretsPicture now = picture;
        if (now == null) {
            early.add(event);
        } else {
            picture = next(now, event);
        }
    }

    private static SecretsPicture next(SecretsPicture now, RecordedEvent event) {
        if (event.sequence() <= now.sequence()) {
            return now;
        } else if (event.sequence() != now.sequence() + 1) {
            throw new IllegalStateException("Event " + event.sequence() + " does not follow event " + now.sequence());
        }
        return now.after(event);
    }

    long bytes() {
        SecretsPicture now = picture;
        return now == null ? 1 : now.bytes();
    }

    /** What it takes, noted as what the cache counts it with. */
    long weigh() {
        weighed = bytes();
        return weighed;
    }

    /** Whether the cache counts it with far less or more than it takes. */
    boolean outgrewItsWeight() {
        return Math.abs(bytes() - weighed) > Math.max(64 * 1024, weighed / 8);
    }
}
