package io.actionflow.secrets.app.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Takes one victim after another away, and starts each again. */
final class Storm {

    private static final Duration HEALTHY_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final List<List<Victim>> kinds;
    private final List<Victim> all;
    private final Absent absent;
    private final PrintWriter out;

    /** @param kinds brokers, processors and so on, each with all of its victims */
    Storm(List<List<Victim>> kinds, Absent absent, PrintWriter out) {
        this.kinds = kinds;
        this.all = kinds.stream().flatMap(List::stream).toList();
        this.absent = absent;
        this.out = out;
    }

    /**
     * Kills one of each kind in turn, and starts it again after a pause. Before it kills one, all of its kind are healthy:
     * what is to be shown is that the loss of any one part does no harm, not that everything may be dead at once. Returns
     * when all are healthy again.
     */
    void rage(int kills, Duration pause) throws IOException, InterruptedException, TimeoutException {
        for (int i = 0; i < kills; i++) {
            List<Victim> kind = kinds.get(i % kinds.size());
            Victim victim = kind.get(i / kinds.size() % kind.size());
            awaitHealthy(kind);
            out.println(
                    "kill " + (i + 1) + " of " + kills + ": " + victim.name() + " (down: " + absent.inWords() + ")");
            absent.left(victim);
            victim.kill();
            rest(pause);
            victim.start();
        }
        awaitHealthy(all);
    }

    /** Stops and starts every victim once, in good order: the next leaves when all are healthy. */
    void roll() throws IOException, InterruptedException, TimeoutException {
        for (Victim victim : all) {
            awaitHealthy(all);
            long before = System.nanoTime();
            absent.left(victim);
            victim.stop();
            long stopped = System.nanoTime();
            victim.start();
            awaitHealthy(List.of(victim));
            out.println(victim.name() + ": left in " + seconds(before, stopped) + " s, healthy again "
                    + seconds(stopped, System.nanoTime()) + " s later");
        }
        awaitHealthy(all);
    }

    private static String seconds(long from, long to) {
        long tenths = Duration.ofNanos(to - from).toMillis() / 100;
        return tenths / 10 + "." + tenths % 10;
    }

    private void rest(Duration pause) throws IOException, InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end) {
            look();
            Thread.sleep(Math.min(LOOK_EVERY.toMillis(), pause.toMillis()));
        }
    }

    private void awaitHealthy(List<Victim> some) throws IOException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + HEALTHY_WITHIN.toNanos();
        look();
        while (some.stream().anyMatch(absent::includes)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException(
                        absent.inWords() + ": not healthy again within " + HEALTHY_WITHIN.toSeconds() + " s");
            }
            Thread.sleep(LOOK_EVERY.toMillis());
            look();
        }
    }

    /** Who is back. One that fell by itself is noticed, too: it counts as down. */
    private void look() throws IOException, InterruptedException {
        for (Victim victim : all) {
            if (victim.isHealthy()) {
                absent.isBack(victim);
            } else {
                absent.left(victim);
            }
        }
    }
}
