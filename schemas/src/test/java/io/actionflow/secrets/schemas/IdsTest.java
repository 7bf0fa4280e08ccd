package io.actionflow.secrets.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.crypto.ValueSealer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids and sizes: what everybody agrees on. */
final class IdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-z.0_9~", "..", "-", "0"})
    void lettersDigitsAndFourMarksMakeAnId(String id) {
        assertThat(Ids.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a\0", "a\n", "\u00e9", "\u0661", "a%", "a+", "\ud83d\udd11"})
    void nothingElseMakesAnId(String id) {
        assertThat(Ids.isValid(id)).isFalse();
    }

    @Test
    void anIdHasAtMost255Characters() {
        assertThat(Ids.isValid("x".repeat(255))).isTrue();
        assertThat(Ids.isValid("x".repeat(256))).isFalse();
        assertThat(Ids.isValid("x".repeat(8 * 1024 * 1024))).isFalse();
    }

    @Test
    void randomIdsAreValidAndDiffer() {
        assertThat(Stream.generate(Ids::random).limit(1000))
                .allMatch(Ids::isValid)
                .doesNotHaveDuplicates();
    }

    @Test
    void sizesAreWhatTheirNamesSay() {
        assertThat(Limits.CHUNK_BYTES).isEqualTo(524_288);
        assertThat(Limits.MAX_VALUE_BYTES).isEqualTo(1_073_741_824);
        assertThat(Limits.MAX_COMMAND_BYTES)
                .as("two texts of 8 MiB and what surrounds them")
                .isGreaterThan(2 * 8 * 1024 * 1024 + 100_000)
                .isLessThan(Limits.MAX_RECORD_BYTES);
        assertThat(ValueSealer.OVERHEAD_BYTES).isEqualTo(5 + 32 + 16);
    }
}
