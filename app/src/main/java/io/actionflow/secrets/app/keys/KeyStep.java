package io.actionflow.secrets.app.keys;

import java.util.List;

/**
 * How far a rotation has come.
 *
 * @param done what was done, a sentence each
 * @param open what the next step still needs, likewise; empty where nothing is left to do
 */
public record KeyStep(List<String> done, List<String> open) {

    public KeyStep {
        done = List.copyOf(done);
        open = List.copyOf(open);
    }

    static KeyStep finished(String... done) {
        return new KeyStep(List.of(done), List.of());
    }

    static KeyStep refused(List<String> why) {
        return new KeyStep(List.of(), why);
    }

    public boolean isFinished() {
        return open.isEmpty();
    }
}
