package io.actionflow.secrets.commands.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.record.ValueHint;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hints a value gets, however it is cut. */
class ValueInspectorTest {

    private static final String NEWLINE = ValueHint.TRAILING_NEWLINE.name();
    private static final String INVISIBLE = ValueHint.INVISIBLE_CHARACTER.name();
    private static final String SPACE = ValueHint.SURROUNDING_SPACE.name();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> hints(byte[] value, int pieceBytes) {
        try (ValueInspector inspector = new ValueInspector()) {
            for (int at = 0; at < value.length; at += pieceBytes) {
                inspector.inspect(Arrays.copyOfRange(value, at, Math.min(value.length, at + pieceBytes)));
            }
            return inspector.hints();
        }
    }

    private static List<String> hints(String text) {
        return hints(utf8(text), Limits.CHUNK_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cr3t",
                "two words",
                "a\tb",
                "line\nline",
                "line\r\nline",
                "p\u00e4ssw\u00f6rd",
                "e\u0301",
                "\ud83d\udd11",
                "\u05d0\u05d1",
                "\ufffd"
            })
    void anOrdinaryValueGetsNone(String value) {
        assertThat(hints(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t\n", "s3cr3t\r\n", "\n", "a\nb\n"})
    void aNewlineAtTheEndIsNoted(String value) {
        assertThat(hints(value)).containsExactly(NEWLINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "\ta", "a\t", " ", " a b "})
    void aSpaceOrTabAtEitherEndIsNoted(String value) {
        assertThat(hints(value)).containsExactly(SPACE);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x1b, 0x7f, 0x85, 0xa0, 0xad, 0x200b, 0x200d, 0x200e, 0x202e, 0x2028, 0x2029, 0x202f,
                0x2060, 0x2066, 0x3000, 0xfeff, 0xe0001
            })
    void aCharacterThatNobodySeesIsNotedWhereverItStands(int codePoint) {
        String character = Character.toString(codePoint);

        assertThat(hints(character)).containsExactly(INVISIBLE);
        assertThat(hints(character + "s3cr3t")).containsExactly(INVISIBLE);
        assertThat(hints("s3" + character + "cr3t")).containsExactly(INVISIBLE);
        assertThat(hints("s3cr3t" + character)).containsExactly(INVISIBLE);
    }

    @Test
    void severalAreNotedTogether() {
        assertThat(hints(" a\u200bb\n")).containsExactly(NEWLINE, INVISIBLE, SPACE);
    }

    static Stream<byte[]> binary() {
        return Stream.of("00ff", "c328", "a0a1", "e28281c0af", "eda080", "f4908080", "00e282", "00c2", "00f09f94")
                .map(HexFormat.of()::parseHex);
    }

    @ParameterizedTest
    @MethodSource("binary")
    void bytesThatAreNoTextHaveNoCharacters(byte[] value) {
        assertThat(hints(value, 1)).isEmpty();
        assertThat(hints(value, value.length)).isEmpty();
    }

    @Test
    void bytesThatAreNoTextMayStillEndWithANewline() {
        assertThat(hints(new byte[] {0, (byte) 0xff, '\n'}, 3)).containsExactly(NEWLINE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 4096, 8191, 8192, 8193})
    void itDoesNotMatterWhereAValueIsCut(int pieceBytes) {
        for (int before = 8185; before < 8195; before++) {
            byte[] harmless = utf8("x".repeat(before) + "\ud83d\udd11\u20ac\u00e4y");
            byte[] withTag = utf8("x".repeat(before) + "\udb40\udc01y");
            byte[] cut = Arrays.copyOf(withTag, before + 3);

            assertThat(hints(harmless, pieceBytes)).isEmpty();
            assertThat(hints(withTag, pieceBytes)).containsExactly(INVISIBLE);
            assertThat(hints(cut, pieceBytes)).as("half a character").isEmpty();
        }
    }

    @Test
    void theEndOfAPieceIsNotTheEndOfTheValue() {
        assertThat(hints(utf8("a\nb c"), 2)).isEmpty();
        assertThat(hints(utf8("ab c\n"), 3)).containsExactly(NEWLINE);
    }

    @Test
    void nothingOfAValueStaysInAClosedInspector() {
        ValueInspector inspector = new ValueInspector();
        inspector.inspect(utf8("s3cr3t"));
        assertThat(inspector).hasToString("ValueInspector");
        assertThat(window(inspector)).as("the positive control").contains((int) '3', (int) 'c');

        inspector.close();

        assertThat(window(inspector)).containsOnly(0);
    }

    private static List<Integer> window(ValueInspector inspector) {
        List<Integer> window = new ArrayList<>();
        assertThat(inspector).extracting("bytes", "chars").satisfies(buffers -> {
            for (byte b : ((ByteBuffer) buffers.get(0)).array()) {
                window.add((int) b);
            }
            for (char c : ((CharBuffer) buffers.get(1)).array()) {
                window.add((int) c);
            }
        });
        return window;
    }
}
