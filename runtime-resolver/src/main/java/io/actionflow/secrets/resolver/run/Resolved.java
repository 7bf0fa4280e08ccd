package io.actionflow.secrets.resolver.run;

/** What was asked for, or why not. */
public sealed interface Resolved<T> {

    /** What was asked for; throws {@link ResolveException} with code and message where there is none. */
    T orElseThrow();

    /** Here it is. It is the caller's to close. */
    record Granted<T>(T value) implements Resolved<T> {
        @Override
        public T orElseThrow() {
            return value;
        }
    }

    /**
     * Here is why not.
     *
     * @param message a sentence for people; it may name project, Actionflow, node and input, and never holds a value
     */
    record Refused<T>(ResolveError code, String message) implements Resolved<T> {
        @Override
        public T orElseThrow() {
            throw new ResolveException(code, message);
        }
    }
}
