package io.actionflow.secrets.app.chaos;

import io.actionflow.secrets.app.client.ApiSettings;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ResolverApi;
import io.actionflow.secrets.schemas.Ids;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Editors and workers under load while a storm rages, and what came of it. */
public final class Chaos {

    private final ApiSettings editors;
    private final ApiSettings resolvers;
    private final PrintWriter out;
    private final String run = Ids.random().substring(0, 8);
    private final AtomicBoolean goOn = new AtomicBoolean(true);
    private final Absent absent = new Absent();
    private final Tally tally = new Tally(absent);
    private final List<Ledger> ledgers = new ArrayList<>();
    private final List<Editing> editings = new ArrayList<>();

    /**
     * With one round each: a request is sent to each instance once, and has failed if none of them answered. Editors send
     * the same command again then, workers begin another Run.
     */
    public Chaos(ApiSettings editors, ApiSettings resolvers, PrintWriter out) {
        this.editors = editors;
        this.resolvers = resolvers;
        this.out = out;
    }

    /** What happens to the victims meanwhile. */
    private interface Weather {

        void over(Storm storm) throws Exception;
    }

    /** Kills that many, one of each kind in turn, and starts each again after a pause. */
    public Verdict kill(int projects, List<List<Victim>> kinds, int kills, Duration pause) throws Exception {
        return during(projects, kinds, storm -> storm.rage(kills, pause));
    }

    /** Stops and starts each once in good order. */
    public Verdict restart(int projects, List<List<Victim>> kinds) throws Exception {
        return during(projects, kinds, Storm::roll);
    }

    /** What is done to the system while it is used. */
    public interface Happening {
        void happen() throws Exception;
    }

    /** Does something that nobody is to notice. */
    public Verdict during(int projects, Happening happening) throws Exception {
        return during(projects, List.of(), storm -> happening.happen());
    }

    private Verdict during(int projects, List<List<Victim>> kinds, Weather weather) throws Exception {
        prepare(projects);
        long began = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(2 * projects);
        try {
            List<Future<?>> running = begin(threads);
            try {
                weather.over(new Storm(kinds, absent, out));
            } finally {
                goOn.set(false);
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        editings.forEach(Editing::compare);
        return new Verdict(ledgers, tally, took);
    }

    private List<Future<?>> begin(ExecutorService threads) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < ledgers.size(); i++) {
            Editing editing = editings.get(i);
            Working working = new Working(projectOf(i), ResolverApi.connect(resolvers), ledgers.get(i), tally);
            running.add(threads.submit(() -> editing.run(goOn::get)));
            running.add(threads.submit(() -> working.run(goOn::get)));
        }
        return running;
    }

    private String projectOf(int index) {
        return "chaos-" + run + "-" + index;
    }

    private void prepare(int projects) {
        for (int i = 0; i < projects; i++) {
            Ledger ledger = new Ledger(projectOf(i));
            Editing editing = new Editing(projectOf(i), EditorApi.connect(editors), ledger, tally, i);
            editing.prepare();
            ledgers.add(ledger);
            editings.add(editing);
        }
        out.println(projects + " projects are prepared");
    }
}
