package io.actionflow.secrets.commands.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.schemas.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainValueTest {

    private static final int CHUNK = Limits.CHUNK_BYTES;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(PlainValue value) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        value.forEachChunk((index, plain) -> all.writeBytes(plain));
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7})
    void everySourceGivesTheSameBytes(int length, @TempDir Path directory) throws IOException {
        byte[] bytes = random(length);
        Path file = Files.write(directory.resolve("value"), bytes);

        try (PlainValue copied = PlainValue.copyOf(bytes);
                PlainValue inFile = PlainValue.ofFile(file);
                PlainValue streamed = PlainValue.ofStream(new ByteArrayInputStream(bytes), length);
                PlainValue readWhole = PlainValue.readAll(new ByteArrayInputStream(bytes))) {
            for (PlainValue value : List.of(copied, inFile, streamed, readWhole)) {
                assertThat(value.size()).isEqualTo(length);
                assertThat(value.chunks()).isEqualTo((length + CHUNK - 1) / CHUNK);
                assertThat(read(value)).isEqualTo(bytes);
            }
        }
    }

    @Test
    void everyPieceIsZeroedOnceItIsSealed() throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        try (PlainValue value = PlainValue.copyOf(random(CHUNK + 5))) {
            value.forEachChunk((index, plain) -> {
                assertThat(plain).isNotEqualTo(new byte[plain.length]);
                pieces.add(plain);
            });
        }

        assertThat(pieces).extracting(piece -> piece.length).containsExactly(CHUNK, 5);
        assertThat(pieces).allSatisfy(piece -> assertThat(piece).isEqualTo(new byte[piece.length]));
    }

    @Test
    void aPieceIsZeroedAlsoWhereSealingFails() {
        List<byte[]> pieces = new ArrayList<>();
        try (PlainValue value = PlainValue.copyOf(random(10))) {
            assertThatThrownBy(() -> value.forEachChunk((index, plain) -> {
                        pieces.add(plain);
                        throw new IllegalStateException("sealing failed");
                    }))
                    .hasMessage("sealing failed");
        }

        assertThat(pieces).containsExactly(new byte[10]);
    }

    @Test
    void theCallersBytesAreNeitherKeptNorChanged() throws IOException {
        byte[] bytes = random(10);
        byte[] before = bytes.clone();
        try (PlainValue value = PlainValue.copyOf(bytes)) {
            bytes[0] ^= 1;

            assertThat(read(value)).isEqualTo(before);
        }
        before[0] ^= 1;
        assertThat(bytes).isEqualTo(before);
    }

    @Test
    void bytesMayBeReadAgainUntilTheValueIsClosed() throws IOException {
        PlainValue value = PlainValue.copyOf(random(10));
        assertThat(read(value)).isEqualTo(read(value));

        value.close();

        assertThatThrownBy(() -> read(value)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStreamCanBeReadOnce() throws IOException {
        try (PlainValue value = PlainValue.ofStream(new ByteArrayInputStream(random(10)), 10)) {
            read(value);

            assertThatThrownBy(() -> read(value))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("once");
        }
    }

    @Test
    void aStreamIsReadNoFurtherThanTheValue() throws IOException {
        ByteArrayInputStream stream = new ByteArrayInputStream(random(10));
        try (PlainValue value = PlainValue.ofStream(stream, 6)) {
            read(value);
        }

        assertThat(stream.available()).isEqualTo(4);
    }

    @Test
    void aStreamThatEndsEarlyIsAnError() {
        try (PlainValue value = PlainValue.ofStream(new ByteArrayInputStream(random(9)), 10)) {
            assertThatThrownBy(() -> read(value)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aFileThatGrewMeanwhileIsAnError(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("value"), random(10));
        try (PlainValue value = PlainValue.ofFile(file)) {
            Files.write(file, random(1), StandardOpenOption.APPEND);

            assertThatThrownBy(() -> read(value))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("longer");
        }
    }

    @Test
    void itTellsNothingAndCantBeSerialized() {
        try (PlainValue value = PlainValue.copyOf(new byte[] {65, 66, 67})) {
            assertThat(value.toString()).isEqualTo("PlainValue");
            assertThat(value).isNotInstanceOf(Serializable.class).isNotInstanceOf(Record.class);
        }
    }
}
