package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells genuine checkpoints from others, and keeps the newest of each project. Without a public key it believes all of them:
 * one that is false then makes a whole log look broken, and never a broken one whole.
 */
public final class CheckpointCheck {

    private static final int MOST_FINDINGS = 1_000;

    private final @Nullable CheckpointVerifier verifier;
    private final int partitions;
    private final Map<String, SignedHead> ofTopic = new HashMap<>();
    private final List<SignedHead> saved = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param verifier null where nobody gave a public key */
    public CheckpointCheck(@Nullable CheckpointVerifier verifier, int partitions) {
        this.verifier = verifier;
        this.partitions = partitions;
    }

    /** Takes the next record of {@code secret-checkpoints}. */
    public void take(LogRecord record) {
        byte[] value = record.value();
        byte[] keyBytes = record.key();
        String key = keyBytes == null ? "" : new String(keyBytes, StandardCharsets.UTF_8);
        if (value == null) {
            find(FindingKind.DROPPED, record, key, "A tombstone, so that the checkpoint before it goes away");
            return;
        }
        try {
            SignedCheckpoint signed = WireRecords.CODEC.decode(value, SignedCheckpoint.class);
            Checkpoint head = signed.head();
            if (!head.projectId().equals(key) || RecordKey.partition(key, partitions) != record.partition()) {
                find(FindingKind.MISPLACED, record, key, "A checkpoint of project " + head.projectId());
            } else if (isGenuine(signed)) {
                keepNewest(new SignedHead(head.projectId(), head.sequence(), head.hash(), false));
            } else {
                find(FindingKind.CHECKPOINT_FORGED, record, key, "No key that is known signed this checkpoint");
            }
        } catch (MalformedRecordException | UnknownSchemaException e) {
            find(FindingKind.MALFORMED, record, key, String.valueOf(e.getMessage()));
        }
    }

    /** Takes a checkpoint that was kept elsewhere. One that is not genuine is a finding as well. */
    public void takeSaved(SignedCheckpoint signed) {
        Checkpoint head = signed.head();
        if (isGenuine(signed)) {
            saved.add(new SignedHead(head.projectId(), head.sequence(), head.hash(), true));
        } else {
            LogRecord nowhere = new LogRecord(RecordKey.partition(head.projectId(), partitions), -1, 0, null, null);
            find(
                    FindingKind.CHECKPOINT_FORGED,
                    nowhere,
                    head.projectId(),
                    "No key that is known signed this saved checkpoint");
        }
    }

    private boolean isGenuine(SignedCheckpoint signed) {
        return verifier == null || verifier.verify(signed) == CheckpointVerifier.Verdict.GENUINE;
    }

    private void keepNewest(SignedHead head) {
        ofTopic.merge(head.projectId(), head, (old, now) -> now.sequence() >= old.sequence() ? now : old);
    }

    private void find(FindingKind kind, LogRecord record, String key, String sentence) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(
                    new Finding(kind, Topic.CHECKPOINTS.name(), record.partition(), record.offset(), key, sentence));
        }
    }

    /** What the genuine ones say. */
    public Collection<SignedHead> heads() {
        List<SignedHead> heads = new ArrayList<>(ofTopic.values());
        heads.addAll(saved);
        return heads;
    }

    /** What is wrong with checkpoints themselves. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
