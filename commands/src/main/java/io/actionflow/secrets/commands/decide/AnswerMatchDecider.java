package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.MatchEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.command.AnswerMatch;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.result.RejectionCode;

final class AnswerMatchDecider implements Decider<AnswerMatch> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, AnswerMatch command) {
        MatchEntry match = view.match(command.asked());
        if (match == null) {
            return Verdict.reject(
                    RejectionCode.MATCH_NOT_FOUND,
                    "Expected to answer what event " + command.asked()
                            + " asks, but that asks nothing or was answered before");
        }
        return Verdict.accept(new MatchAnswered(
                meta,
                command.asked(),
                match.secretId(),
                match.actor(),
                match.candidate().valueId(),
                command.answer()));
    }
}
