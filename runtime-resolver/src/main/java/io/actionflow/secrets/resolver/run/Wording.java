package io.actionflow.secrets.resolver.run;

import java.time.Duration;
import java.util.Locale;

/** How messages put things. */
final class Wording {

    private static final int LONGEST_QUOTE = 60;

    private Wording() {}

    /** A text in quotes, fit for one line of a log: cut where it is long, anything but plain characters replaced. */
    static String quote(String text) {
        String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
        StringBuilder quoted = new StringBuilder("'");
        cut.codePoints().map(Wording::printable).forEach(quoted::appendCodePoint);
        return quoted.append('\'').toString();
    }

    private static int printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> '\uFFFD';
            default -> codePoint;
        };
    }

    /** A time in seconds and tenths. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
