package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.avro.GoldenBytesContract;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import io.actionflow.secrets.schemas.record.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The bytes of state. */
final class StateBytesTest extends GoldenBytesContract {

    @Override
    protected List<RecordType<?>> types() {
        return List.copyOf(EntryTypes.ALL);
    }

    @Override
    protected Object sampleOf(RecordType<?> type) {
        return EveryEntryTest.samples().stream()
                .filter(type.javaType()::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected Map<String, Object> readFromOld() {
        return Map.of(
                "ValueEntry.v1",
                new ValueEntry("s1", Samples.VALUE_WITHOUT_HINTS),
                "ProjectEntry.v1",
                new ProjectEntry(
                        300, Sha256.hash(new byte[] {1, 2, 3}), 7, 2, Instant.parse("2026-02-03T04:05:06.789Z")),
                "ValueEntry.v2",
                new ValueEntry("s1", Samples.VALUE));
    }

    @Override
    protected SingleObjectCodec codecOf(RecordType<?> type) {
        return EntryTypes.CODEC;
    }
}
