package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a resolver serves, as it stands on {@code secret-resolver-reports} under the key {@code resolverId}. It is no
 * history: a report replaces the one before, and one that is lost is made up for by the next. Times are to the
 * millisecond, by the resolver's clock.
 *
 * @param resolverId the instance: the same after it was started again over the same state directory
 * @param group instances with the same group share the partitions among them
 * @param url where other resolvers reach its API; null where they can't
 * @param every the next report comes after this time, if not earlier
 * @param leaving whether this is the last report, because the resolver stops as it was told
 * @param partitions what it holds and has read to its end
 * @param syncs what it serves since the report before, the latest Sync of each project; some may be left out, which
 *     {@code asOf} of their partition makes up for
 * @param valueKeys the keys whose values it can open
 * @param metadataKeys the keys of the metadata keyset that it has
 */
public record ResolverReport(
        String resolverId,
        String group,
        @Nullable String url,
        Instant startedAt,
        Instant at,
        Duration every,
        boolean leaving,
        List<HostedPartition> partitions,
        List<ServedSync> syncs,
        List<HeldValueKey> valueKeys,
        List<HeldKey> metadataKeys) {

    /** The longest time between two reports. */
    public static final Duration MAX_EVERY = Duration.ofHours(1);

    private static final int MAX_URL_CHARS = 2048;

    static final RecordType<ResolverReport> TYPE =
            RecordType.load("record", ResolverReport.class, ResolverReport::read, ResolverReport::write);

    public ResolverReport {
        if (!Ids.isValid(resolverId)) {
            throw new MalformedRecordException("resolverId", "Expected an id");
        }
        if (!Ids.isValid(group)) {
            throw new MalformedRecordException("group", "Expected an id");
        }
        if (url != null && !isHttp(url)) {
            throw new MalformedRecordException("url", "Expected a URL of http or https with a host");
        }
        if (every.compareTo(Duration.ofMillis(1)) < 0 || every.compareTo(MAX_EVERY) > 0) {
            throw new MalformedRecordException("everyMs", "Expected a time of 1 ms to 1 h");
        }
        partitions = List.copyOf(partitions);
        syncs = List.copyOf(syncs);
        valueKeys = List.copyOf(valueKeys);
        metadataKeys = List.copyOf(metadataKeys);
    }

    /** One that says nothing of keys. */
    public ResolverReport(
            String resolverId,
            String group,
            @Nullable String url,
            Instant startedAt,
            Instant at,
            Duration every,
            boolean leaving,
            List<HostedPartition> partitions,
            List<ServedSync> syncs) {
        this(resolverId, group, url, startedAt, at, every, leaving, partitions, syncs, List.of(), List.of());
    }

    private static boolean isHttp(String url) {
        if (url.length() > MAX_URL_CHARS) {
            return false;
        }
        try {
            URI uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ResolverReport read(Fields f) {
        return new ResolverReport(
                f.text("resolverId"),
                f.text("group"),
                f.optionalText("url"),
                Instant.ofEpochMilli(f.number("startedAt")),
                Instant.ofEpochMilli(f.number("at")),
                Duration.ofMillis(f.number("everyMs")),
                f.flag("leaving"),
                f.list("partitions", HostedPartition::read),
                f.list("syncs", ServedSync::read),
                f.list("valueKeys", HeldValueKey::read),
                f.list("metadataKeys", HeldKey::read));
    }

    private static void write(FieldWriter f, ResolverReport it) {
        f.text("resolverId", it.resolverId)
                .text("group", it.group)
                .text("url", it.url)
                .number("startedAt", it.startedAt.toEpochMilli())
                .number("at", it.at.toEpochMilli())
                .number("everyMs", it.every.toMillis())
                .flag("leaving", it.leaving)
                .list("partitions", it.partitions, HostedPartition::write)
                .list("syncs", it.syncs, ServedSync::write)
                .list("valueKeys", it.valueKeys, HeldValueKey::write)
                .list("metadataKeys", it.metadataKeys, HeldKey::write);
    }
}
