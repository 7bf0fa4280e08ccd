package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.topic.TopicDrift;
import java.util.List;
import java.util.stream.Collectors;

/** The topics are not what they must be, so that nothing may be decided. The message names every difference. */
public final class TopicsUnfitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<TopicDrift> drifts;

    TopicsUnfitException(List<TopicDrift> drifts) {
        super(drifts.stream()
                .map(TopicDrift::sentence)
                .collect(Collectors.joining(
                        "; ", "Refusing to start on topics that are not as they must be: ", ". Create or mend them.")));
        this.drifts = List.copyOf(drifts);
    }

    public List<TopicDrift> drifts() {
        return drifts;
    }
}
