package io.actionflow.secrets.projections.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NfcTest {

    /** All marks, and some letters that marks join with. */
    private static final int[] CODE_POINTS = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(it -> isMark(it) || (it >= 'a' && it <= 'e') || (it >= 0x1100 && it < 0x1104) || it == 0xe9)
            .toArray();

    private static final int ROUNDS = 40;

    @Test
    void anyTextOfMarksIsAsTheJdkNormalizesIt() {
        Random random = new Random(20);
        for (int round = 0; round < 300; round++) {
            String text = random(random, CODE_POINTS, 1 + random.nextInt(600));
            assertThat(Nfc.of(text)).isEqualTo(Normalizer.normalize(text, Form.NFC));
        }
    }

    @Test
    void longRunsOfEveryMarkThatMovesAreAsTheJdkNormalizesThem() {
        int[] moving = IntStream.of(CODE_POINTS).filter(NfcTest::moves).toArray();
        assertThat(moving).hasSizeGreaterThan(500);
        Random random = new Random(21);
        for (int round = 0; round < ROUNDS; round++) {
            String run = random(random, moving, 3000);
            for (String text : new String[] {run, "e" + run, "\u00e9" + run + "a" + run}) {
                assertThat(Nfc.of(text)).isEqualTo(Normalizer.normalize(text, Form.NFC));
            }
        }
    }

    @Test
    void ordinaryTextIsAsTheJdkNormalizesIt() {
        for (String text :
                new String[] {"", "key", "Schl\u00fcssel", "Schlu\u0308ssel", "\ud55c\uae00", "\ud83d\udd11"}) {
            assertThat(Nfc.of(text)).isEqualTo(Normalizer.normalize(text, Form.NFC));
        }
    }

    // The JDK's own normalizer takes hours for either. The limit tells seconds from hours, on any machine.
    @Test
    void theLongestNameOfUnorderedMarksIsNormalizedInATimeThatGrowsWithItsLength() {
        for (String marks : new String[] {"\u0301\u0323", "\u0f73"}) {
            String name = "e" + marks.repeat(5 * 1024 * 1024 / 2 / marks.length());
            String nfc = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> Nfc.of(name));
            assertThat(nfc.length()).isGreaterThanOrEqualTo(name.length() - 2);
        }
    }

    private static String random(Random random, int[] from, int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 0, from.length).forEach(i -> text.appendCodePoint(from[i]));
        return text.toString();
    }

    private static boolean moves(int codePoint) {
        String mark = Character.toString(codePoint);
        String after = Normalizer.normalize(mark + "\u0334", Form.NFD);
        return after.startsWith("\u0334") && !mark.equals("\u0334");
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
