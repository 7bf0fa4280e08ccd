package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.projections.verify.Question.LostEvent;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chain of one project's events. An event that does not fit is held until the next one comes, because that tells whether
 * the event itself was changed, or the one before it: whoever is named by a successor stands as it was written.
 */
final class ChainCheck {

    private static final Seen NOTHING = new Seen(0, new byte[0], new byte[Sha256.BYTES], -1, false);

    private final String projectId;
    private final int partition;
    private final Casebook book;
    private Seen last = NOTHING;
    private @Nullable Suspicion ofLast;
    private @Nullable Seen held;
    private boolean broken;

    /**
     * An event as it stands on the log.
     *
     * @param bad whether something was found at it, so that a successor which names another hash tells nothing new
     */
    record Seen(long sequence, byte[] link, byte[] hash, long offset, boolean bad) {
        Seen asBad() {
            return new Seen(sequence, link, hash, offset, true);
        }

        boolean isNamedBy(Seen next) {
            return next.sequence == sequence + 1 && Arrays.equals(next.link, hash);
        }
    }

    ChainCheck(String projectId, int partition, Casebook book) {
        this.projectId = projectId;
        this.partition = partition;
        this.book = book;
    }

    /** Takes the next event that stands on the log. */
    void next(Seen event) {
        book.tally.events++;
        if (held != null) {
            Seen before = held;
            held = null;
            decide(before, event);
        }
        if (fits(event)) {
            accept(event);
        } else {
            held = event;
        }
    }

    /** Takes an event that can't be read: where it is the next one, what follows is linked to it all the same. */
    void unreadable(Seen event) {
        broken = true;
        if (held == null && event.sequence == last.sequence + 1) {
            accept(event);
        }
    }

    /** Nothing follows; what the history has come to is held against the checkpoints. */
    void end() {
        if (held != null) {
            Seen before = held;
            held = null;
            decideLast(before);
        }
        List<SignedHead> heads = book.heads(projectId);
        long signed = heads.stream()
                .mapToLong(SignedHead::sequence)
                .filter(it -> it <= last.sequence)
                .max()
                .orElse(0);
        book.tally.unsigned += last.sequence - signed;
        heads.stream()
                .filter(it -> it.sequence() > last.sequence)
                .max(Comparator.comparingLong(SignedHead::sequence))
                .ifPresent(this::cutShort);
    }

    /** Whether nothing was found at any event; known once it has ended. */
    boolean whole() {
        return !broken;
    }

    private boolean fits(Seen event) {
        return event.sequence == last.sequence + 1 && (last.bad || Arrays.equals(event.link, last.hash));
    }

    private void accept(Seen event) {
        last = event;
        ofLast = null;
        for (SignedHead head : book.heads(projectId)) {
            if (head.sequence() == event.sequence) {
                compare(head, event);
            }
        }
    }

    private void compare(SignedHead head, Seen event) {
        book.tally.checkpoints++;
        if (!event.bad && ofLast == null && !Arrays.equals(head.hash().bytes(), event.hash)) {
            ofLast = suspect(
                    FindingKind.REWRITTEN,
                    event,
                    "Event " + event.sequence + " is linked to its neighbours, but it is not the one that "
                            + (head.saved() ? "the saved checkpoint" : "the checkpoint") + " signs");
        }
    }

    /** Decides about an event that did not fit, now that the one after it is there. */
    private void decide(Seen event, Seen next) {
        long expected = last.sequence + 1;
        if (event.sequence == expected) {
            decideLink(event, next);
        } else if (event.sequence < expected) {
            decideSecond(event, event.sequence == last.sequence && event.isNamedBy(next));
        } else if (next.sequence >= expected && next.sequence <= event.sequence) {
            suspect(
                    FindingKind.INSERTED,
                    event,
                    "Event " + event.sequence + " stands where event " + expected + " is expected, and does not follow"
                            + " from what is before it");
        } else {
            gap(event);
        }
    }

    private void decideLink(Seen event, Seen next) {
        if (event.isNamedBy(next)) {
            changedBefore(event);
        } else if (next.sequence == event.sequence && fits(next)) {
            suspect(
                    FindingKind.INSERTED,
                    event,
                    "This event " + event.sequence + " is not linked to event " + last.sequence
                            + ", and another one is");
        } else {
            changed(event);
        }
    }

    private void decideLast(Seen event) {
        long expected = last.sequence + 1;
        if (event.sequence == expected) {
            if (isSigned(event) && last != NOTHING) {
                changedBefore(event);
            } else {
                changed(event);
            }
        } else if (event.sequence < expected) {
            decideSecond(event, event.sequence == last.sequence && isSigned(event));
        } else {
            gap(event);
        }
    }

    private boolean isSigned(Seen event) {
        return book.heads(projectId).stream()
                .anyMatch(it -> it.sequence() == event.sequence
                        && Arrays.equals(it.hash().bytes(), event.hash));
    }

    private void changed(Seen event) {
        Seen bad = event.asBad();
        accept(bad);
        ofLast = suspect(
                FindingKind.ALTERED,
                bad,
                event.sequence == 1
                        ? "Event 1 names an event before it: it is not as it was written"
                        : "Event " + event.sequence + " is not linked to event " + (event.sequence - 1)
                                + ", and nothing that follows names it as it stands: it is not as it was written");
    }

    private void changedBefore(Seen event) {
        if (last == NOTHING) {
            changed(event);
            return;
        }
        blameLast(
                FindingKind.ALTERED,
                "Event " + last.sequence + " is not the one that event " + event.sequence
                        + " names: it is not as it was written");
        accept(event);
    }

    /** A second event of a number: either of the two may be the one that was written. */
    private void decideSecond(Seen event, boolean isTheTrueOne) {
        boolean same = event.sequence == last.sequence && Arrays.equals(event.hash, last.hash);
        if (isTheTrueOne && !same) {
            blameLast(
                    FindingKind.INSERTED,
                    "Another event " + last.sequence
                            + " stands behind this one, and that is the one which was written");
            accept(event);
        } else if (event.sequence == last.sequence && !same) {
            suspect(
                    FindingKind.INSERTED,
                    event,
                    "Another event " + event.sequence
                            + " stands before this one, and that is the one which was written");
        } else {
            suspect(
                    FindingKind.DUPLICATED,
                    event,
                    "Event " + event.sequence + " stands here once more, behind event " + last.sequence);
        }
    }

    private void gap(Seen event) {
        long from = last.sequence + 1;
        long to = event.sequence - 1;
        Suspicion gap = suspect(
                FindingKind.DROPPED,
                event,
                (from == to ? "Event " + from + " is" : "Events " + from + " to " + to + " are")
                        + " missing before event " + event.sequence);
        book.ask(new LostEvent(gap, new EventKey(projectId, to), event.link));
        accept(event);
    }

    private void cutShort(SignedHead head) {
        boolean topicKnows =
                book.heads(projectId).stream().anyMatch(it -> !it.saved() && it.sequence() > last.sequence);
        Suspicion cut = suspect(
                topicKnows ? FindingKind.TRUNCATED : FindingKind.ROLLED_BACK,
                last,
                "The history of project " + projectId + " ends with event " + last.sequence + ", but "
                        + (head.saved() ? "a saved checkpoint" : "a checkpoint") + " signs event " + head.sequence());
        book.ask(new LostEvent(
                cut, new EventKey(projectId, head.sequence()), head.hash().bytes()));
    }

    private void blameLast(FindingKind kind, String sentence) {
        if (ofLast != null) {
            ofLast.becomes(kind, sentence);
        } else {
            ofLast = suspect(kind, last, sentence);
        }
    }

    private Suspicion suspect(FindingKind kind, Seen event, String sentence) {
        broken = true;
        String key = new EventKey(projectId, Math.max(1, event.sequence)).text();
        return book.suspicions.note(projectId, new Suspicion(kind, partition, event.offset, key, sentence));
    }
}
