package io.actionflow.secrets.projections.state;

/** An entry that was found while its project was being erased, and that nobody can read any more. */
public final class ErasedEntryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ErasedEntryException(String key) {
        super("The state entry " + key + " can't be read any more: its project was deleted");
    }
}
