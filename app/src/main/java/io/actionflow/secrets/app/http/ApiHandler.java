package io.actionflow.secrets.app.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes every request that the server library could read, and counts those that have no answer yet. */
final class ApiHandler extends Handler.Abstract.NonBlocking {

    private final Serving serving;
    private final AtomicInteger open = new AtomicInteger();

    ApiHandler(Serving serving) {
        this.serving = serving;
    }

    /** How many requests have no answer yet, those among them whose body still comes in. */
    int open() {
        return open.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        open.incrementAndGet();
        Callback counted = Callback.from(callback, open::decrementAndGet);
        new Exchange(serving, request, new Answer(serving, request, response, counted)).begin();
        return true;
    }
}
