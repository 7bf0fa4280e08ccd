package io.actionflow.secrets.commands.processor;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Sees whether {@code secret-events} still has anything of given-up values. Its methods are quick and never block. */
interface Witness {

    /**
     * Looks for these values of one partition from now on, unless it looks for others there already. What it was asked may
     * be lost: ask again.
     *
     * @param since value → when it was given up
     */
    void watch(int partition, Map<ErasedValue, Instant> since);

    /** Values that were watched, and of which nothing is left. Each is told once. */
    Set<ErasedValue> gone(int partition);

    /** The partition is somebody else's from now on. */
    void forget(int partition);
}
