package io.actionflow.secrets.app.editor.index;

import io.actionflow.secrets.app.editor.Cursor;
import io.actionflow.secrets.projections.state.SecretStatus;
import java.util.Optional;

/**
 * Which page of which list of secrets.
 *
 * @param folded what must be contained, as {@link #searching} folds it; empty for anything
 * @param status what must be; empty for any
 * @param after the cursor; empty for the first page
 */
public record SecretQuery(
        SecretSort sort,
        boolean descending,
        String folded,
        Optional<SecretStatus> status,
        Optional<Cursor> after,
        int limit) {

    /** The first page of all secrets. */
    public static SecretQuery by(SecretSort sort, boolean descending, int limit) {
        return new SecretQuery(sort, descending, "", Optional.empty(), Optional.empty(), limit);
    }

    public SecretQuery searching(String search) {
        return new SecretQuery(sort, descending, Texts.folded(search), status, after, limit);
    }

    public SecretQuery being(SecretStatus only) {
        return new SecretQuery(sort, descending, folded, Optional.of(only), after, limit);
    }

    /** The page after the one that ended with this cursor. */
    public SecretQuery after(String cursor) {
        return new SecretQuery(
                sort, descending, folded, status, Optional.of(Cursor.read(list(), sort.placeFields(), cursor)), limit);
    }

    /** What a cursor is good for: the same order, whatever is searched for. */
    private String list() {
        return "secrets:" + (descending ? "-" : "") + sort.key();
    }

    String next(SecretItem last) {
        return Cursor.of(list(), sort.place(last));
    }
}
