package io.actionflow.secrets.app.chaos;

import io.actionflow.secrets.app.client.ApiSettings;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ResolverApi;
import io.actionflow.secrets.schemas.Ids;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Editors and workers under load while a storm rages, and the verdict afterwards. */
public final class Chaos {

    private final ApiSettings editors;
    private final ApiSettings resolvers;
    private final PrintWriter out;
    private final String run = Ids.random().substring(0, 8);
    private final AtomicBoolean goOn = new AtomicBoolean(true);
    private final Tally tally = new Tally();
    private final List<Ledger> ledgers = new ArrayList<>();
    private final List<Editing> editings = new ArrayList<>();

    /**
     * @param editors with patience for as long as the worst outage lasts: a command must get an outcome
     * @param resolvers with one round: a worker tries each instance once
     */
    public Chaos(ApiSettings editors, ApiSettings resolvers, PrintWriter out) {
        this.editors = editors;
        this.resolvers = resolvers;
        this.out = out;
    }

    /** Returns whether nothing was lost, doubled or wrong. What failed for a while is only counted. */
    public boolean run(int projects, List<List<Victim>> kinds, int kills, Duration pause) throws Exception {
        prepare(projects);
        ExecutorService threads = Executors.newFixedThreadPool(2 * projects);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < projects; i++) {
                Editing editing = editings.get(i);
                Working working = new Working(projectOf(i), ResolverApi.connect(resolvers), ledgers.get(i), tally);
                running.add(threads.submit(() -> editing.run(goOn::get)));
                running.add(threads.submit(() -> working.run(goOn::get)));
            }
            try {
                new Storm(kinds, pause, out).rage(kills);
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
        editings.forEach(Editing::compare);
        return report();
    }

    /** What workers were refused so far, by reason. */
    public Map<String, Long> failures() {
        return tally.failures();
    }

    private String projectOf(int index) {
        return "chaos-" + run + "-" + index;
    }

    private void prepare(int projects) {
        for (int i = 0; i < projects; i++) {
            Ledger ledger = new Ledger(projectOf(i));
            Editing editing = new Editing(projectOf(i), EditorApi.connect(editors), ledger, i);
            editing.prepare();
            ledgers.add(ledger);
            editings.add(editing);
        }
        out.println(projects + " projects are prepared");
    }

    private boolean report() {
        List<String> faults =
                ledgers.stream().flatMap(ledger -> ledger.faults().stream()).toList();
        long commands = ledgers.stream().mapToLong(Ledger::commands).sum();
        long judged = ledgers.stream().mapToLong(Ledger::judged).sum();
        Map<String, Long> failures = tally.failures();
        long failed = failures.values().stream().mapToLong(Long::longValue).sum();
        out.println("commands accepted   " + commands);
        out.println("values compared     " + judged);
        out.println("Runs done           " + tally.count());
        out.println("Runs failed         " + failed + ", each instance tried once");
        failures.forEach((why, count) -> out.println("  " + count + " × " + why));
        out.println("lost, doubled, wrong " + faults.size());
        faults.forEach(fault -> out.println("  " + fault));
        return faults.isEmpty() && judged > 0;
    }
}
