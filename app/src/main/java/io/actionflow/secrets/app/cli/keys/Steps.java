package io.actionflow.secrets.app.cli.keys;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.keys.KeyStep;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tries a step of a rotation until it is done or time is up, and tells what came of it. */
final class Steps {

    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);

    private Steps() {}

    /** What may have to wait for resolvers. */
    interface Step {
        KeyStep attempt() throws IOException, GeneralSecurityException, InterruptedException;
    }

    static void attempt(Step step, Duration patience, String code, String remedy, PrintWriter out)
            throws IOException, GeneralSecurityException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        KeyStep reached = step.attempt();
        while (!reached.isFinished() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER.toMillis());
            reached = step.attempt();
        }
        reached.done().forEach(out::println);
        if (!reached.isFinished()) {
            throw new CommandFailure(ExitStatus.FAILED, code, String.join("; ", reached.open()), remedy);
        }
    }
}
