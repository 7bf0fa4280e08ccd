package io.actionflow.secrets.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.resolver.run.RunRef;
import io.actionflow.secrets.schemas.avro.GoldenBytesContract;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** The bytes of what run tokens say: a Run that was begun before an upgrade goes on after it. */
final class RunClaimBytesTest extends GoldenBytesContract {

    private static final RunClaim SAMPLE = new RunClaim(
            "0d9f6c1e-1111-4222-8333-444455556666",
            new RunRef("weather", "daily-forecast", 3, 300),
            "worker-1",
            Instant.parse("2026-03-01T10:00:00.123Z"));

    @Override
    protected List<RecordType<?>> types() {
        return RunTokens.TYPES;
    }

    @Override
    protected Object sampleOf(RecordType<?> type) {
        return SAMPLE;
    }

    @Override
    protected SingleObjectCodec codecOf(RecordType<?> type) {
        return RunTokens.CODEC;
    }

    @Test
    void theWireFormatPageNamesTheFingerprint() throws IOException {
        long fingerprint = SchemaNormalization.parsingFingerprint64(RunClaim.TYPE.latest());

        assertThat(Files.readString(Path.of("..", "docs", "wire-format.md")))
                .contains("| `RunClaim` | 1 | `" + String.format(Locale.ROOT, "%016x", Long.reverseBytes(fingerprint)));
    }
}
