package io.actionflow.secrets.app.http;

/**
 * One operation of an API and where it is found.
 *
 * @param method in capitals
 * @param template a path with parameters in braces, each a whole segment: {@code /v1/projects/{projectId}}
 * @param operationId as the OpenAPI document names it; also the tag of its metrics
 * @param access who may call it
 * @param largestBody in bytes; 0 where the operation takes none
 */
public record Route(
        String method, String template, String operationId, Access access, long largestBody, Operation operation) {

    /** Who may call an operation. */
    public enum Access {
        /** Anybody, without a token. */
        OPEN,
        /** Whoever the authenticator knows. */
        CALLER
    }
}
