package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.schemas.record.HeldKey;
import io.actionflow.secrets.schemas.record.HeldValueKey;
import io.actionflow.secrets.schemas.record.HostedPartition;
import io.actionflow.secrets.schemas.record.ResolverReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last that was heard of a resolver.
 *
 * @param asOf {@code partition →} the moment that it is served as of, for those that it hosts
 */
record Heard(
        String resolverId,
        String group,
        @Nullable String url,
        Duration every,
        Map<Integer, Instant> asOf,
        List<HeldValueKey> valueKeys,
        List<HeldKey> metadataKeys,
        Instant receivedAt) {

    /** Nobody is gone sooner, however often he reports. */
    private static final Duration GONE_AFTER = Duration.ofSeconds(5);

    /** For so long somebody who is gone is named. */
    private static final Duration NAMED_FOR = Duration.ofMinutes(10);

    static Heard of(ResolverReport report, Instant receivedAt) {
        Map<Integer, Instant> asOf = new HashMap<>();
        for (HostedPartition hosted : report.partitions()) {
            asOf.put(hosted.partition(), hosted.asOf());
        }
        return new Heard(
                report.resolverId(),
                report.group(),
                report.url(),
                report.every(),
                Map.copyOf(asOf),
                report.valueKeys(),
                report.metadataKeys(),
                receivedAt);
    }

    boolean hosts(int partition) {
        return asOf.containsKey(partition);
    }

    boolean isGone(Duration silence) {
        return silence.compareTo(patience()) > 0;
    }

    boolean isForgotten(Duration silence) {
        return silence.compareTo(patience().plus(NAMED_FOR)) > 0;
    }

    private Duration patience() {
        Duration three = every.multipliedBy(3);
        return three.compareTo(GONE_AFTER) > 0 ? three : GONE_AFTER;
    }
}
