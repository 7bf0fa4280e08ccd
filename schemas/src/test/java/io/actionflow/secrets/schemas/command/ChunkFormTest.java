package io.actionflow.secrets.schemas.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChunkFormTest {

    private static final int LEAST = ValueSealer.OVERHEAD_BYTES;
    private static final int MOST = Limits.CHUNK_BYTES + ValueSealer.OVERHEAD_BYTES;

    private static ValueChunk chunk(String valueId, int index, int count, int bytes) {
        return new ValueChunk(valueId, index, count, new byte[bytes]);
    }

    @Test
    void theSmallestAndTheLargestAreWellFormed() {
        assertThat(ChunkForm.fault("p", chunk("v", 0, 1, LEAST))).isEmpty();
        assertThat(ChunkForm.fault(
                        "p".repeat(255), chunk("v".repeat(255), Limits.MAX_CHUNKS - 1, Limits.MAX_CHUNKS, MOST)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "projectId, p/q, v, 0, 1, 60",
        "valueId, p, v v, 0, 1, 60",
        "count, p, v, 0, 0, 60",
        "count, p, v, 0, -1, 60",
        "count, p, v, 0, 2049, 60",
        "index, p, v, -1, 1, 60",
        "index, p, v, 1, 1, 60",
        "sealed, p, v, 0, 1, 52",
        "sealed, p, v, 0, 1, 524342"
    })
    void aFaultIsMalformedAndNamesItsField(
            String field, String projectId, String valueId, int index, int count, int bytes) {
        Rejected fault =
                ChunkForm.fault(projectId, chunk(valueId, index, count, bytes)).orElseThrow();

        assertThat(fault.code()).isEqualTo(RejectionCode.MALFORMED);
        assertThat(fault.field()).isEqualTo(field);
        assertThat(fault.message()).startsWith("Expected ").contains(field);
    }
}
