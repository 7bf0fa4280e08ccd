package io.actionflow.secrets.projections.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the checks of all projects share: what they suspect, ask, know of checkpoints, and count. For one thread. */
final class Casebook {

    /** More is not asked: a log that has so much to ask about is broken beyond telling exactly how. */
    private static final int MOST_QUESTIONS = 1_000;

    final Suspicions suspicions = new Suspicions();
    final ClaimedValues claimed = new ClaimedValues();
    final Hasher hasher = new Hasher();
    final Tally tally = new Tally();
    private final Map<String, List<SignedHead>> heads;
    private final List<Question> questions = new ArrayList<>();
    private final List<Resting> resting = new ArrayList<>();

    /** A suspicion that says nothing new where something was found at the event on which it rests. */
    private record Resting(Suspicion suspicion, int partition, long offset) {}

    /** What is counted on the way. */
    static final class Tally {
        long records;
        long events;
        long chunks;
        long values;
        long erased;
        long unclaimed;
        long tombstones;
        long checkpoints;
        long unsigned;
    }

    Casebook(Map<String, List<SignedHead>> heads) {
        this.heads = heads;
    }

    List<SignedHead> heads(String projectId) {
        return heads.getOrDefault(projectId, List.of());
    }

    void ask(Question question) {
        if (questions.size() < MOST_QUESTIONS) {
            questions.add(question);
        }
    }

    void restsOn(Suspicion suspicion, int partition, long offset) {
        if (resting.size() < MOST_QUESTIONS) {
            resting.add(new Resting(suspicion, partition, offset));
        }
    }

    /** Clears what rests on events that are not as they were written. */
    void settle() {
        for (Resting it : resting) {
            if (suspicions.any(it.partition, it.offset)) {
                it.suspicion.clear();
            }
        }
    }

    /** Questions that are still of interest: what was cleared up meanwhile needs no answer. */
    List<Question> questions() {
        return questions;
    }
}
