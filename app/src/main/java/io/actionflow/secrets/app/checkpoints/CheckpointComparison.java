package io.actionflow.secrets.app.checkpoints;

import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.record.EventHash;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a cluster against checkpoints that were kept elsewhere: give it the records of both topics, checkpoints first, then
 * ask. Whether the log is whole up to there is not looked at: {@code audit verify} does that. Its memory grows with the
 * number of checkpoints, not with the log.
 */
public final class CheckpointComparison {

    private final CheckpointVerifier verifier;
    private final List<SignedCheckpoint> saved;
    private final Map<String, SignedCheckpoint> ofTopic = new HashMap<>();
    private final Map<String, @Nullable Sha256> wanted = new HashMap<>();
    private final Set<String> projects = new HashSet<>();
    private final Map<String, Long> ends = new HashMap<>();

    /** How one stands, and how far topic and log go; 0 where there is nothing. */
    public record Result(SignedCheckpoint checkpoint, Standing standing, long topicSequence, long logSequence) {}

    public CheckpointComparison(CheckpointVerifier verifier, Collection<SignedCheckpoint> saved) {
        this.verifier = verifier;
        this.saved = List.copyOf(saved);
        this.saved.forEach(it -> {
            projects.add(it.head().projectId());
            wanted.put(key(it), null);
        });
    }

    /** Takes a checkpoint of the topic. One that is not genuine is passed over: it says nothing. */
    public void onTopic(SignedCheckpoint checkpoint) {
        if (verifier.verify(checkpoint) == CheckpointVerifier.Verdict.GENUINE) {
            KeptCheckpoints.keepNewest(ofTopic, checkpoint);
        }
    }

    /** Takes a record of {@code secret-events}. */
    public void onLog(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null || value == null) {
            return;
        }
        EventKey event = event(key);
        if (event == null || !projects.contains(event.projectId())) {
            return;
        }
        ends.merge(event.projectId(), event.sequence(), Math::max);
        if (wanted.containsKey(event.text())) {
            wanted.put(event.text(), EventHash.of(key, value));
        }
    }

    public List<Result> results() {
        return saved.stream()
                .map(it -> new Result(
                        it,
                        standing(it),
                        topicSequence(it),
                        ends.getOrDefault(it.head().projectId(), 0L)))
                .toList();
    }

    private Standing standing(SignedCheckpoint it) {
        return switch (verifier.verify(it)) {
            case FORGED -> Standing.FORGED;
            case UNKNOWN_KEY -> Standing.UNKNOWN_KEY;
            case GENUINE -> standingOfGenuine(it);
        };
    }

    private Standing standingOfGenuine(SignedCheckpoint it) {
        Sha256 onLog = wanted.get(key(it));
        SignedCheckpoint topic = ofTopic.get(it.head().projectId());
        if (onLog == null) {
            return Standing.LOG_BEHIND;
        } else if (!onLog.equals(it.head().hash())) {
            return Standing.LOG_DIFFERS;
        } else if (topicSequence(it) < it.head().sequence()) {
            return Standing.TOPIC_BEHIND;
        }
        boolean differs = topic != null
                && topic.head().sequence() == it.head().sequence()
                && !topic.head().hash().equals(it.head().hash());
        return differs ? Standing.TOPIC_DIFFERS : Standing.CONFIRMED;
    }

    private long topicSequence(SignedCheckpoint it) {
        SignedCheckpoint topic = ofTopic.get(it.head().projectId());
        return topic == null ? 0 : topic.head().sequence();
    }

    private static String key(SignedCheckpoint it) {
        return new EventKey(it.head().projectId(), it.head().sequence()).text();
    }

    private static @Nullable EventKey event(byte[] key) {
        try {
            return RecordKey.parse(new String(key, StandardCharsets.UTF_8)) instanceof EventKey event ? event : null;
        } catch (IllegalArgumentException e) {
            // What does not belong on the topic is for audit verify to name.
            return null;
        }
    }
}
