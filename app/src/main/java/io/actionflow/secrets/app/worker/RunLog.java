package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.resolver.run.ResolveError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What is logged of Runs, each line with the Run's id in the MDC as {@code runId}: ids, numbers and codes, never a token, a
 * value, a node or an input.
 */
final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
    private static final String RUN_ID = "runId";

    private RunLog() {}

    static void begun(RunClaim claim) {
        in(
                claim,
                () -> LOG.info(
                        "Run begun: project {}, Actionflow {}, version {}, Sync {}",
                        claim.ref().projectId(),
                        claim.ref().actionflowId(),
                        claim.ref().version(),
                        claim.ref().sync()));
    }

    static void ended(RunClaim claim) {
        in(claim, () -> LOG.info("Run ended: project {}", claim.ref().projectId()));
    }

    static void gave(RunClaim claim, int values) {
        in(claim, () -> LOG.debug("{} values given to the Run", values));
    }

    static void refused(RunClaim claim, ResolveError code) {
        in(claim, () -> LOG.info("A value was refused to the Run: {}", code));
    }

    private static void in(RunClaim claim, Runnable line) {
        MDC.put(RUN_ID, claim.runId());
        try {
            line.run();
        } finally {
            MDC.remove(RUN_ID);
        }
    }
}
