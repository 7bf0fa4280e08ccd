package io.actionflow.secrets.schemas.result;

/** Why a command was rejected. Stable: programs may branch on it. Each constant says what the caller should do. */
public enum RejectionCode {
    /** A field has not the form that it must have. Mend the field that is named; the same command will never pass. */
    MALFORMED,
    /** No such project. Check the id, or create the project. */
    PROJECT_NOT_FOUND,
    /** The id is taken. Choose another, or use the project that exists. */
    PROJECT_EXISTS,
    /** The actor's role does not allow it. Ask an Owner; the attempt stands in the project's history. */
    PERMISSION_DENIED,
    /** The project would be left without an Owner. Make somebody else Owner first. */
    LAST_OWNER,
    /** The person is not a member. Nothing to remove. */
    MEMBER_NOT_FOUND,
    /** A name needs at least one character. */
    NAME_EMPTY,
    /** Another secret of the project has the same name, when both are compared in Unicode form NFC. Choose another. */
    NAME_TAKEN,
    /** A value needs at least one byte. */
    VALUE_EMPTY,
    /** The secret id is or was in use in this project; ids are never used twice. Make a new one. */
    SECRET_EXISTS,
    /** No such secret in the draft. It may have been deleted; list the secrets again. */
    SECRET_NOT_FOUND,
    /** The secret changed since the expected version. Show the change, then send again with the current version. */
    STALE_VERSION,
    /** Actionflows use the secret. Unbind it in every place that is listed, then delete it. */
    SECRET_BOUND,
    /** A secret may never reach an Output node. Bind it elsewhere. */
    OUTPUT_NODE_BINDING,
    /** No such Actionflow in the draft. */
    ACTIONFLOW_NOT_FOUND,
    /** Only a resolver may say this, and no resolver's key has signed it. The attempt stands in the project's history. */
    SIGNATURE_INVALID,
    /** No such value, or nothing of it is kept any more. Nothing to do. */
    VALUE_NOT_FOUND,
    /** The value has another sealed copy than expected: somebody else was first. Nothing to do. */
    VALUE_RESEALED,
    /** No Sync has made the secret active. Make one, or compare with the draft. */
    SECRET_NOT_ACTIVE,
    /** Asked too often. Try again at the time that is named; the attempt stands in the project's history. */
    RATE_LIMITED,
    /** No such question, or it was answered before. Nothing to do. */
    MATCH_NOT_FOUND,
    /** The project is being restored from a backup. Wait until that is finished, then send the same command again. */
    PROJECT_IMPORTING
}
