package io.actionflow.secrets.app.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what the server library refuses by itself, as we answer everything: a first line that is not HTTP, say. */
final class JettyErrors implements Request.Handler {

    private final Serving serving;

    JettyErrors(Serving serving) {
        this.serving = serving;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new Answer(serving, request, response, callback)
                .send(Problems.ofStatus(status(request, response), RequestIds.of(request)));
        return true;
    }

    private static int status(Request request, Response response) {
        return request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refused
                ? refused.getCode()
                : response.getStatus();
    }
}
