package io.actionflow.secrets.resolver.run;

/** Why there is no answer, for a program to act on. The constants are stable; each says what the worker should do. */
public enum ResolveError {

    /**
     * The Run's version binds no secret there. Fail the node: it asks for what its author did not give it. Trying again
     * changes nothing; saving a version that binds the secret, a Sync and a new Run do.
     */
    NOT_BOUND,

    /**
     * No Sync has made this Actionflow, or this version of it, active; or a Sync has taken the Actionflow away. Don't run
     * it. Where a Sync was just made, wait for it with {@code awaitSync} and begin again.
     */
    NOT_ACTIVE,

    /**
     * The version binds a secret that was gone by the Run's Sync: an earlier version, called by an old frontend. Fail the
     * node, and tell its user to call the latest version.
     */
    SECRET_DELETED,

    /**
     * The Run sees a Sync whose value of the secret was replaced or deleted by a later one, and erased when the retention was
     * over: the Run went on for longer than that. Fail the node; a new Run gets the value of now.
     */
    VALUE_ERASED,

    /** The project had no such secret at the Run's Sync. Fail the node: the id is wrong, or of another project. */
    SECRET_NOT_FOUND,

    /**
     * There is no such project, or no longer. Don't run the Actionflow; end a Run that was begun before. Where the project was just created, wait for it with {@code
     * awaitSequence} and begin again.
     */
    PROJECT_NOT_FOUND,

    /**
     * Nothing can be said here and now, because the state can't be read or is too old to tell that something is missing.
     * Try again after a while, or ask another instance; it says nothing about whether what was asked for exists.
     */
    UNAVAILABLE,

    /**
     * The value is sealed to a key that this resolver does not hold. Fail the node and call the operator: the resolver
     * needs the keyset with the newer, or the retired, key.
     */
    UNKNOWN_KEY,

    /**
     * What is stored is not the value that was accepted: missing, altered or moved. Fail the node and call the operator;
     * saving the value again and a Sync heal it.
     */
    CORRUPT
}
