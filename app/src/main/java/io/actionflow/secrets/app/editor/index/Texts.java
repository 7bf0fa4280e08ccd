package io.actionflow.secrets.app.editor.index;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/** Texts of any length, as lists show, search and sort them. */
final class Texts {

    /** How many code points of a name or a description lists show and search. */
    static final int SHOWN = 1024;

    /** How many code points of a name count for its place in a list. */
    static final int SORTED = 200;

    /** Below this no character has a form other than NFC, nor combines with the one before it. */
    private static final char FIRST_COMBINING = 0x300;

    private Texts() {}

    /** The first code points of a text; the text itself where it has no more. */
    static String cut(String text, int codePoints) {
        return text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    /**
     * The text without what a search does not tell apart: upper and lower case, and ways to compose a character. The text
     * itself where that is all the same. Bounded texts only: composing takes its time.
     */
    static String folded(String text) {
        String composed = text.chars().allMatch(c -> c < FIRST_COMBINING) ? text : Normalizer.normalize(text, Form.NFC);
        return isFolded(composed)
                ? composed
                : composed.codePoints()
                        .map(Texts::folded)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    // Upper first: some letters have several small forms.
    private static int folded(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    private static boolean isFolded(String text) {
        return text.codePoints().allMatch(codePoint -> folded(codePoint) == codePoint);
    }

    /** Compares the code points that count for a place in a list; {@code String} compares halves of pairs instead. */
    static int compare(String one, String other) {
        int at = 0;
        int length = Math.min(one.length(), other.length());
        for (int count = 0; count < SORTED && at < length; count++) {
            int left = one.codePointAt(at);
            int right = other.codePointAt(at);
            if (left != right) {
                return Integer.compare(left, right);
            }
            at += Character.charCount(left);
        }
        return at < length
                ? 0
                : Integer.compare(cut(one, SORTED).length(), cut(other, SORTED).length());
    }
}
