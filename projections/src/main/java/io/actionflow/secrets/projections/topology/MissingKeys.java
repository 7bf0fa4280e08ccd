package io.actionflow.secrets.projections.topology;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Projects whose events wait, because the record of a key of theirs has not been met. Compaction may have moved it behind
 * them: of a deleted project, the proof that its key was destroyed stands later than what the key encrypted. Once the topic
 * was read to its end, what is still missing is missing for good, and nobody may take it for destroyed.
 *
 * <p>Written by the threads that fold, read by the one that looks how far they are.
 */
final class MissingKeys {

    /** Where the first event stands that waits, and since when. */
    private record Waiting(String place, Instant since) {}

    private final Map<String, Waiting> byProject = new ConcurrentHashMap<>();

    void add(String projectId, String place, Instant now) {
        byProject.putIfAbsent(projectId, new Waiting(place, now));
    }

    /** The project does not wait any more, at least not here. */
    void remove(String projectId) {
        byProject.remove(projectId);
    }

    /** An event whose key is missing although all that was on the topic at that moment has been read. */
    Optional<UnreadableLogException> missingAsOf(Instant asOf) {
        return byProject.entrySet().stream()
                .filter(entry -> entry.getValue().since().isBefore(asOf))
                .findFirst()
                .map(entry -> new UnreadableLogException(
                        entry.getValue().place(),
                        "the record of the key of project " + entry.getKey()
                                + " that it is encrypted under is missing, and nothing proves that the key was destroyed",
                        null));
    }
}
