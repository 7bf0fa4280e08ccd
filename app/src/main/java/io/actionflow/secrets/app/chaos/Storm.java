package io.actionflow.secrets.app.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Kills one victim after another, and starts each again after a pause. Before it kills one, all of its kind are healthy: what
 * is to be shown is that the loss of any one part does no harm, not that everything may be dead at once.
 */
final class Storm {

    private static final Duration HEALTHY_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final List<List<Victim>> kinds;
    private final Duration pause;
    private final PrintWriter out;

    /** @param kinds brokers, processors and so on, each with all of its victims */
    Storm(List<List<Victim>> kinds, Duration pause, PrintWriter out) {
        this.kinds = kinds;
        this.pause = pause;
        this.out = out;
    }

    /** Returns when all that were killed are healthy again. */
    void rage(int kills) throws IOException, InterruptedException, TimeoutException {
        for (int i = 0; i < kills; i++) {
            List<Victim> kind = kinds.get(i % kinds.size());
            Victim victim = kind.get(i / kinds.size() % kind.size());
            for (Victim peer : kind) {
                awaitHealthy(peer);
            }
            out.println("kill " + (i + 1) + " of " + kills + ": " + victim.name());
            victim.kill();
            Thread.sleep(pause.toMillis());
            victim.start();
        }
        for (List<Victim> kind : kinds) {
            for (Victim victim : kind) {
                awaitHealthy(victim);
            }
        }
    }

    private static void awaitHealthy(Victim victim) throws IOException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + HEALTHY_WITHIN.toNanos();
        while (!victim.isHealthy()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException(
                        victim.name() + " was not healthy again within " + HEALTHY_WITHIN.toSeconds() + " s");
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }
}
