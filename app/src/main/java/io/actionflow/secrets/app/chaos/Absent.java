package io.actionflow.secrets.app.chaos;

import java.util.Set;
import java.util.TreeSet;

/** Which victims are down: from the blow until they are healthy again. Safe for use by several threads. */
final class Absent {

    private final Set<String> names = new TreeSet<>();

    synchronized void left(Victim victim) {
        names.add(victim.name());
    }

    synchronized void isBack(Victim victim) {
        names.remove(victim.name());
    }

    synchronized boolean includes(Victim victim) {
        return names.contains(victim.name());
    }

    /** In words: {@code kafka-1, resolver-2}. */
    synchronized String inWords() {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }
}
