package io.actionflow.secrets.schemas.command;

/** Names and ids inside sentences for people: quoted, on one line, and cut where they would drown the sentence. */
public final class Quote {

    private static final int MOST_CHARACTERS = 80;

    private Quote() {}

    /** The text in single quotes, at most 80 characters of it, control characters and lone surrogates as {@code ?}. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(MOST_CHARACTERS).forEach(c -> quoted.appendCodePoint(isPrintable(c) ? c : '?'));
        return quoted.append(text.codePointCount(0, text.length()) > MOST_CHARACTERS ? "…'" : "'")
                .toString();
    }

    private static boolean isPrintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
