package io.actionflow.secrets.commands.processor;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Sees what a test says that there is to see. */
final class FakeWitness implements Witness {

    private final Set<ErasedValue> watched = new HashSet<>();
    private Set<ErasedValue> gone = Set.of();

    /** The topic has nothing of all that is watched. */
    void seesNothingLeft() {
        gone = Set.copyOf(watched);
        watched.clear();
    }

    Set<ErasedValue> watched() {
        return watched;
    }

    @Override
    public void watch(int partition, Map<ErasedValue, Instant> since) {
        watched.addAll(since.keySet());
    }

    @Override
    public Set<ErasedValue> gone(int partition) {
        Set<ErasedValue> seen = gone;
        gone = Set.of();
        return seen;
    }

    @Override
    public void forget(int partition) {
        watched.clear();
        gone = Set.of();
    }
}
