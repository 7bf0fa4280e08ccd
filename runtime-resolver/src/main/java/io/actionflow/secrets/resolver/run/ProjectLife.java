package io.actionflow.secrets.resolver.run;

/** Whether a project is still there, shared by all its Runs: so that each can ask at no cost. */
final class ProjectLife {

    private volatile boolean over;

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }
}
