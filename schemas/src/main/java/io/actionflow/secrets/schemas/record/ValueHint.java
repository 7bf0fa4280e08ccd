package io.actionflow.secrets.schemas.record;

/**
 * What people get wrong about a value, noted by whoever saw it in plain at saving. Nobody can look again afterwards.
 *
 * <p>On the wire a hint is the name of its constant, so that a later one needs no new schema.
 */
public enum ValueHint {
    /** Its last byte is a line feed; a carriage return may stand before it. */
    TRAILING_NEWLINE,
    /**
     * It is UTF-8 text with a character that nobody sees: a control character other than tab, carriage return and line
     * feed; a format character, such as a zero-width one, a byte order mark or one that turns the direction; a space that
     * is not U+0020; a line or paragraph separator.
     */
    INVISIBLE_CHARACTER,
    /** Its first or last byte is a space or a tab. */
    SURROUNDING_SPACE
}
