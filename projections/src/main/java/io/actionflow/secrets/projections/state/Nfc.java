package io.actionflow.secrets.projections.state;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Unicode form NFC in a time that grows as the text does. The JDK's normalizer puts combining marks in their order by
 * inserting one after another: a name of some MiB of unordered marks would keep it busy for hours, and with it whoever
 * decides or reads. So long runs of marks are put in order beforehand.
 */
public final class Nfc {

    /** Up to here the normalizer may do it by itself. */
    private static final int SHORT_RUN = 64;

    private Nfc() {}

    /** The same as {@link Normalizer#normalize} with {@link Form#NFC}. */
    public static String of(String text) {
        return Normalizer.normalize(ordered(text), Form.NFC);
    }

    /** A canonically equivalent text in which the marks of long runs are decomposed and in order. */
    private static String ordered(String text) {
        StringBuilder ordered = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            int end = endOfRun(text, at);
            if (end - at > SHORT_RUN) {
                ordered = ordered == null ? new StringBuilder(text.length()) : ordered;
                ordered.append(text, copied, at);
                new MarkRun(ordered).append(text, at, end);
                copied = end;
            }
            at = end > at ? end : at + Character.charCount(text.codePointAt(at));
        }
        return ordered == null
                ? text
                : ordered.append(text, copied, text.length()).toString();
    }

    private static int endOfRun(String text, int start) {
        int at = start;
        while (at < text.length() && isMark(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /** All characters that the normalizer moves are marks; some marks it doesn't move. */
    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static String nfd(String text) {
        return Normalizer.normalize(text, Form.NFD);
    }

    /** One run of marks, sorted by counting: stable, as the order of marks of one class means something. */
    private static final class MarkRun {

        private final StringBuilder out;
        private final int[] counts = new int[Order.CLASSES + 1];
        private int[] marks = new int[SHORT_RUN];
        private int size;

        MarkRun(StringBuilder out) {
            this.out = out;
        }

        void append(String text, int from, int to) {
            text.substring(from, to)
                    .codePoints()
                    .forEach(mark -> Order.decomposed(mark).codePoints().forEach(this::add));
            flush();
        }

        private void add(int mark) {
            if (Order.of(mark) == 0) {
                // Nothing moves past it.
                flush();
                out.appendCodePoint(mark);
                return;
            }
            if (size == marks.length) {
                marks = Arrays.copyOf(marks, 2 * size);
            }
            marks[size++] = mark;
            counts[Order.of(mark)]++;
        }

        private void flush() {
            if (size == 0) {
                return;
            }
            int[] next = new int[counts.length];
            for (int i = 1; i < counts.length; i++) {
                next[i] = next[i - 1] + counts[i - 1];
            }
            int[] sorted = new int[size];
            for (int i = 0; i < size; i++) {
                sorted[next[Order.of(marks[i])]++] = marks[i];
            }
            for (int mark : sorted) {
                out.appendCodePoint(mark);
            }
            Arrays.fill(counts, 0);
            size = 0;
        }
    }

    /** The order of combining classes, which the JDK doesn't tell but shows: made once, when it is first needed. */
    private static final class Order {

        /** Marks that the JDK's normalizer puts behind every one, and before every one, of another class. */
        private static final String FIRST = "\u0334";

        private static final String LAST = "\u0345";

        private static final Map<Integer, String> DECOMPOSED = new HashMap<>();
        private static final Map<Integer, Integer> CLASS_OF = new HashMap<>();
        private static final int CLASSES = sort();

        private Order() {}

        static String decomposed(int mark) {
            String decomposed = DECOMPOSED.get(mark);
            return decomposed == null ? Character.toString(mark) : decomposed;
        }

        /** From 1; 0 for what does not move. */
        static int of(int mark) {
            return CLASS_OF.getOrDefault(mark, 0);
        }

        private static int sort() {
            List<String> moving = new ArrayList<>();
            for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
                if (isMark(codePoint)) {
                    String mark = Character.toString(codePoint);
                    String decomposed = nfd(mark);
                    if (!decomposed.equals(mark)) {
                        DECOMPOSED.put(codePoint, decomposed);
                    } else if (isBefore(FIRST, mark) || isBefore(mark, LAST)) {
                        moving.add(mark);
                    }
                }
            }
            moving.sort((one, other) -> isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0);
            int classes = 0;
            for (int i = 0; i < moving.size(); i++) {
                classes += i == 0 || isBefore(moving.get(i - 1), moving.get(i)) ? 1 : 0;
                CLASS_OF.put(moving.get(i).codePointAt(0), classes);
            }
            return classes;
        }

        /** Whether the one mark belongs before the other: the normalizer exchanges them where they stand otherwise. */
        private static boolean isBefore(String one, String other) {
            return !one.equals(other) && nfd(other + one).equals(one + other);
        }
    }
}
