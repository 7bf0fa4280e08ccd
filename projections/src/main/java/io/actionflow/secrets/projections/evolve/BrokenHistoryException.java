package io.actionflow.secrets.projections.evolve;

/** A history with a gap, a forged link or a wrong beginning. Whoever reads it stops: nothing after it can be trusted. */
public final class BrokenHistoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenHistoryException(String message) {
        super(message);
    }
}
