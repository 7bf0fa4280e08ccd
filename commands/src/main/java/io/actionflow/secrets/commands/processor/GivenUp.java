package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.MatchEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.event.ValueResealed;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import java.util.List;
import java.util.stream.IntStream;

/** Which chunks an event gives up that takes effect at once. */
final class GivenUp {

    private GivenUp() {}

    /** Their keys; {@code before} is the state before the event. */
    static List<ChunkKey> chunks(ProjectView before, Event event) {
        if (event instanceof ValueResealed it) {
            // A copy is cut as the one before was.
            return chunks(before, it.previous(), it.copy().chunks());
        } else if (event instanceof MatchAnswered it) {
            MatchEntry match = before.match(it.asked());
            return match == null
                    ? List.of()
                    : chunks(before, it.candidate(), match.candidate().chunks());
        }
        return List.of();
    }

    private static List<ChunkKey> chunks(ProjectView before, String valueId, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new ChunkKey(before.projectId(), valueId, index))
                .toList();
    }
}
