package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.RecordType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link UsageSum} says.
 *
 * @param place where the secret was given; null for all places of the project that a resolver had no room to count apart
 * @param count values given since the resolver's start
 */
public record UsageCount(@Nullable UsagePlace place, long count, Instant firstAt, Instant lastAt) {

    static final RecordType<UsageCount> TYPE =
            RecordType.load("record", UsageCount.class, UsageCount::read, UsageCount::write);

    private static UsageCount read(Fields f) {
        return new UsageCount(
                place(
                        f.optionalText("secretId"),
                        f.optionalText("actionflowId"),
                        f.number("version"),
                        f.optionalText("nodeId")),
                f.number("count"),
                Instant.ofEpochMilli(f.number("firstAt")),
                Instant.ofEpochMilli(f.number("lastAt")));
    }

    private static @Nullable UsagePlace place(
            @Nullable String secretId, @Nullable String actionflowId, long version, @Nullable String nodeId) {
        if (secretId != null && actionflowId != null && nodeId != null) {
            return new UsagePlace(secretId, actionflowId, version, nodeId);
        } else if (secretId != null || actionflowId != null || nodeId != null) {
            throw new MalformedRecordException("secretId", "Expected a whole place, or none");
        }
        return null;
    }

    private static void write(FieldWriter f, UsageCount it) {
        UsagePlace place = it.place;
        f.text("secretId", place == null ? null : place.secretId())
                .text("actionflowId", place == null ? null : place.actionflowId())
                .number("version", place == null ? 0L : place.version())
                .text("nodeId", place == null ? null : place.nodeId())
                .number("count", it.count)
                .number("firstAt", it.firstAt.toEpochMilli())
                .number("lastAt", it.lastAt.toEpochMilli());
    }
}
