package io.actionflow.secrets.app.chaos;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** What came of it all: what was promised and not kept, and what failed for a while. */
public final class Verdict {

    private final List<String> faults;
    private final long commands;
    private final long judged;
    private final Tally tally;
    private final Duration took;

    Verdict(List<Ledger> ledgers, Tally tally, Duration took) {
        this.faults =
                ledgers.stream().flatMap(ledger -> ledger.faults().stream()).toList();
        this.commands = ledgers.stream().mapToLong(Ledger::commands).sum();
        this.judged = ledgers.stream().mapToLong(Ledger::judged).sum();
        this.tally = tally;
        this.took = took;
    }

    /** Nothing was lost, doubled or wrong. Where nothing was compared, nothing was shown either. */
    public boolean isSound() {
        return faults.isEmpty() && judged > 0;
    }

    /** No request stayed without an answer. */
    public boolean isSeamless() {
        return tally.failedOfEditors() == 0 && isSeamlessForWorkers();
    }

    /** No request of a worker stayed without an answer. */
    public boolean isSeamlessForWorkers() {
        return tally.failedOfWorkers() == 0;
    }

    public void print(PrintWriter out) {
        long seconds = Math.max(1, took.toSeconds());
        out.println("time                  " + seconds + " s");
        out.println("commands accepted     " + commands + ", " + commands / seconds + " a second");
        out.println("longest wait          " + tally.longestWait());
        out.println("Runs resolved         " + tally.runs() + ", " + tally.runs() / seconds + " a second");
        out.println("values compared       " + judged);
        out.println("not answered, each instance asked once:");
        out.println("  editors             " + tally.failedOfEditors());
        out.println("  workers             " + tally.failedOfWorkers());
        tally.failures().forEach((why, count) -> out.println("    " + count + " × " + why));
        out.println("lost, doubled, wrong  " + faults.size());
        faults.forEach(fault -> out.println("  " + fault));
    }
}
