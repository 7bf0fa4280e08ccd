package io.actionflow.secrets.schemas.avro;

import io.actionflow.secrets.schemas.Samples;
import java.util.List;
import java.util.Map;

/** The bytes of what is on the wire. */
final class GoldenBytesTest extends GoldenBytesContract {

    @Override
    protected List<RecordType<?>> types() {
        return Samples.types().toList();
    }

    @Override
    protected Object sampleOf(RecordType<?> type) {
        return Samples.of(type.javaType());
    }

    @Override
    protected Map<String, Object> readFromOld() {
        return Samples.READ_FROM_OLD;
    }

    @Override
    protected SingleObjectCodec codecOf(RecordType<?> type) {
        return Samples.codecOf(type.javaType());
    }
}
