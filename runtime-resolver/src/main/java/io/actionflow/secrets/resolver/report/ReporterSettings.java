package io.actionflow.secrets.resolver.report;

import io.actionflow.secrets.schemas.record.HostedPartition;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.ServedSync;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who reports, and how often.
 *
 * @param resolverId the instance, the same after it was started again: what
 *     {@link io.actionflow.secrets.projections.topology.InstanceId} gives for its state directory
 * @param group its projection's {@code application.id}
 * @param url where other resolvers reach its API; null where they can't
 * @param every the time from a report to the next, if nothing happens meanwhile
 */
public record ReporterSettings(
        String resolverId, String group, @Nullable String url, Duration every) {

    public static final Duration EVERY = Duration.ofSeconds(1);

    /**
     * @throws io.actionflow.secrets.schemas.avro.MalformedRecordException where something can't stand in a report; it
     *     names the field
     */
    public ReporterSettings {
        // The report checks its own fields.
        new ResolverReport(resolverId, group, url, Instant.EPOCH, Instant.EPOCH, every, false, List.of(), List.of());
    }

    /** As usual: a report a second. */
    public static ReporterSettings of(String resolverId, String group, @Nullable String url) {
        return new ReporterSettings(resolverId, group, url, EVERY);
    }

    ResolverReport report(
            Instant startedAt,
            Instant at,
            boolean leaving,
            List<HostedPartition> partitions,
            List<ServedSync> syncs,
            HeldKeys keys) {
        return new ResolverReport(
                resolverId,
                group,
                url,
                startedAt,
                at,
                every,
                leaving,
                partitions,
                syncs,
                keys.valueKeys().get(),
                keys.metadataKeys().get());
    }
}
