package io.actionflow.secrets.app.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** Guesses which word was meant: the one with the fewest letters to add, drop or change. */
public final class NearestWord {

    // The time is the product of both lengths: what is longer than any word of ours is not worth it.
    private static final int LONGEST = 200;

    private NearestWord() {}

    /** The known word nearest to what was written; throws {@link IllegalArgumentException} where none is known. */
    public static String to(String written, Collection<String> known) {
        String start = written.substring(0, Math.min(written.length(), LONGEST));
        return known.stream()
                .min(Comparator.comparingInt(word -> distance(word, start)))
                .orElseThrow(() -> new IllegalArgumentException("No word is known"));
    }

    // Levenshtein's distance, one row of the table at a time.
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
