package io.actionflow.secrets.app.cli.remote;

import java.util.Map;

/** What was noticed about a value, in words. */
final class Hints {

    private static final Map<String, String> SENTENCES = Map.of(
            "TRAILING_NEWLINE", "The value ends with a newline, as a file or 'echo' gives it; few services take it so",
            "INVISIBLE_CHARACTER", "The value has a character that nobody sees, such as a zero-width or no-break space",
            "SURROUNDING_SPACE", "The value begins or ends with a space or a tab");

    private Hints() {}

    /** A sentence without its full stop; of a hint that came later than this program, its name. */
    static String sentence(String hint) {
        return SENTENCES.getOrDefault(hint, "Something was noticed about the value: " + Shown.text(hint));
    }
}
