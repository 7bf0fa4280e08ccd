package io.actionflow.secrets.app.editor.index;

/**
 * A name or a description of any length, as lists need it.
 *
 * @param text cut after {@link Texts#SHOWN} code points
 * @param folded the same as {@link Texts#folded} makes it: what is searched and sorted by
 * @param cut whether there was more
 */
public record ShownText(String text, String folded, boolean cut) {

    static ShownText of(String whole) {
        String shown = Texts.cut(whole, Texts.SHOWN);
        return new ShownText(shown, Texts.folded(shown), shown.length() < whole.length());
    }

    long bytes() {
        // Texts that are the same when folded are the same object; two bytes a character is the most.
        return 2L * text.length() + (folded.equals(text) ? 0 : 2L * folded.length());
    }
}
