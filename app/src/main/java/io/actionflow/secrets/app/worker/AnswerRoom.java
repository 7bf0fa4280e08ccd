package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of values and of answers may be in the making at a time: so that some long ones that are asked for together
 * don't take all memory. Nobody waits here. An answer that is too long by itself is made when no other is: whether there is
 * memory for it only Java can say. What is on its way to callers counts for the server.
 */
final class AnswerRoom {

    private final long most;
    private final AtomicLong used = new AtomicLong();

    AnswerRoom(long most) {
        this.most = most;
    }

    /** Room for so many bytes until it is closed; throws the problem to answer with where there is none. */
    Room take(long bytes) {
        if (used.addAndGet(bytes) > Math.max(most, bytes)) {
            used.addAndGet(-bytes);
            throw full().asException();
        }
        return () -> used.addAndGet(-bytes);
    }

    /** Some room that was taken. */
    interface Room extends AutoCloseable {
        @Override
        void close();
    }

    private static Problem full() {
        return new Problem(
                503,
                "OVERLOADED",
                "Too many long values are being opened; try again soon",
                Map.of(),
                Optional.of(Refusals.SOON));
    }
}
