package io.actionflow.secrets.resolver.report;

import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.record.HostedPartition;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.ServedSync;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What goes into the next report. It asks no clock and knows no Kafka. Safe for use by several threads. */
final class ReportContent {

    /** Of one report: so many, with ids of the greatest length, take about half of the largest record. */
    static final int MOST_SYNCS = 500;

    /** Of all that wait, in an outage say: some hundred kilobytes. */
    static final int MOST_PENDING = 4096;

    private final ReporterSettings settings;
    private final Instant startedAt;
    private final HeldKeys keys;
    private final ServedSyncs syncs = new ServedSyncs(MOST_PENDING);

    ReportContent(ReporterSettings settings, Instant startedAt) {
        this(settings, startedAt, HeldKeys.UNTOLD);
    }

    ReportContent(ReporterSettings settings, Instant startedAt, HeldKeys keys) {
        this.settings = settings;
        this.startedAt = startedAt;
        this.keys = keys;
    }

    /**
     * Notes an event; returns whether there is something to report at once. What is folded while a partition is being
     * caught up with is not noted: nobody waits for it, there may be very much of it, and once the partition is hosted its
     * freshness says that it is served.
     */
    boolean folded(RecordedEvent event, boolean isHosted, Instant at) {
        if (isHosted && event.event() instanceof Synced synced) {
            syncs.add(new ServedSync(event.projectId(), synced.sync(), at));
            return true;
        }
        return false;
    }

    /** Takes what is to be reported now. */
    ResolverReport next(Instant at, Set<Integer> hosted, Freshness freshness) {
        return report(at, false, hosted, freshness);
    }

    /** The report after which none comes. */
    ResolverReport last(Instant at, Set<Integer> hosted, Freshness freshness) {
        return report(at, true, hosted, freshness);
    }

    /** The report did not get through: its Syncs go into a later one. */
    void unsent(ResolverReport report) {
        report.syncs().forEach(syncs::add);
    }

    /** Whether a report had no room for all. */
    boolean hasMore() {
        return !syncs.isEmpty();
    }

    private ResolverReport report(Instant at, boolean leaving, Set<Integer> hosted, Freshness freshness) {
        List<HostedPartition> partitions = hosted.stream()
                .sorted()
                .map(partition -> new HostedPartition(partition, freshness.asOf()))
                .toList();
        return settings.report(startedAt, at, leaving, partitions, syncs.take(MOST_SYNCS), keys);
    }
}
