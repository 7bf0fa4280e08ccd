package io.actionflow.secrets.app.http;

import java.util.concurrent.CompletionStage;

/**
 * What one route does. It is called on a thread of the server's once the whole body is there, and should not hold it for
 * longer than it computes: whoever waits for something returns a stage that completes later, on any thread.
 */
@FunctionalInterface
public interface Operation {

    /** Throws {@link ProblemException}, or completes with one, for what the caller can understand; all else is a 500. */
    CompletionStage<Response> handle(Request request) throws Exception;
}
