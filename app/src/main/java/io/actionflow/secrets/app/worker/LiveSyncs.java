package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionListener;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.Synced;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;

/**
 * Measures how long it takes from a Sync, by the broker's clock, until it is served here. What is read while a partition is
 * being caught up with is history and does not count.
 */
final class LiveSyncs implements ProjectionListener {

    private final Projection projection;
    private final InstantSource clock;
    private final Timer timer;

    LiveSyncs(Projection projection, InstantSource clock, MeterRegistry registry) {
        this.projection = projection;
        this.clock = clock;
        this.timer = Timer.builder("secrets.sync.live")
                .description("The time from a Sync until this instance serves it")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
    }

    @Override
    public void folded(RecordedEvent event, ProjectEntry project, Collection<String> activated) {
        if (event.event() instanceof Synced synced
                && projection.hosted().contains(projection.partitionOf(event.projectId()))) {
            Instant at = synced.meta().at();
            Duration took = Duration.between(at, clock.instant());
            timer.record(took.isNegative() ? Duration.ZERO : took);
        }
    }
}
