package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectKeyRotated;
import io.actionflow.secrets.schemas.result.Rejected;
import java.util.Objects;

/** Says that there is to be a key. Whoever records the event makes it: deciding knows no chance. */
final class RotateProjectKeyDecider implements Decider<RotateProjectKey> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, RotateProjectKey command) {
        int generation = Objects.requireNonNull(view.project()).generation() + 1;
        return generation <= Limits.MAX_PROJECT_KEYS
                ? Verdict.accept(new ProjectKeyRotated(meta, generation), generation)
                : Verdict.reject(Rejected.malformed(
                        "projectId",
                        "Expected a project with fewer than " + Limits.MAX_PROJECT_KEYS
                                + " keys, but this one has no number left for another"));
    }
}
