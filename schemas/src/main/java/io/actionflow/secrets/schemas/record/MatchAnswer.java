package io.actionflow.secrets.schemas.record;

/** Whether a candidate is the value that it was compared with. */
public enum MatchAnswer {
    /** It is. */
    EQUAL,
    /** It is not. */
    DIFFERENT,
    /** Nobody can tell: one of the two can't be opened, or no resolver has answered. */
    UNKNOWN
}
