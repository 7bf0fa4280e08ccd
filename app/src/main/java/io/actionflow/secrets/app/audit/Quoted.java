package io.actionflow.secrets.app.audit;

/** Texts of others inside our sentences: it is plain where they begin and end. Control characters are the printer's matter. */
final class Quoted {

    private static final int MOST_CHARACTERS = 200;

    private Quoted() {}

    /** The text in single quotes, at most its beginning, with quotes and backslashes of its own escaped. */
    static String of(String text) {
        return "'" + cut(text).replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The text's beginning, with an ellipsis where it goes on. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
