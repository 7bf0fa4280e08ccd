package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.schemas.record.Beat;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.BeatKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records of one partition, each given to the check of its project. */
final class PartitionCheck {

    private final int partition;
    private final int partitions;
    private final Predicate<String> chosen;
    private final Casebook book;
    private final Map<String, ProjectCheck> projects = new HashMap<>();

    PartitionCheck(int partition, int partitions, Predicate<String> chosen, Casebook book) {
        this.partition = partition;
        this.partitions = partitions;
        this.chosen = chosen;
        this.book = book;
    }

    void next(LogRecord record) {
        book.tally.records++;
        byte[] bytes = record.key();
        if (bytes == null) {
            suspect(FindingKind.MALFORMED, record.offset(), "", "", "A record without a key");
            return;
        }
        RecordKey key = parse(bytes);
        if (key == null) {
            suspect(FindingKind.MALFORMED, record.offset(), "", LogKey.text(bytes), "Not a key of this topic");
        } else if (key instanceof BeatKey) {
            beat(record, key);
        } else if (chosen.test(key.projectId())) {
            ofProject(key, bytes, record);
        }
    }

    private static @Nullable RecordKey parse(byte[] key) {
        try {
            return LogKey.parse(key);
        } catch (IllegalArgumentException e) {
            return null; // what is said of it then says the same
        }
    }

    private void ofProject(RecordKey key, byte[] bytes, LogRecord record) {
        ProjectCheck project = projects.get(key.projectId());
        if (project == null) {
            int home = RecordKey.partition(key.projectId(), partitions);
            if (home != partition) {
                suspect(
                        FindingKind.MISPLACED,
                        record.offset(),
                        key.projectId(),
                        key.text(),
                        "Records of project " + key.projectId() + " belong on partition " + home);
                return;
            }
            project = new ProjectCheck(key.projectId(), partition, book);
            projects.put(key.projectId(), project);
        }
        if (key instanceof EventKey event) {
            project.event(event, bytes, record.offset(), record.value());
        } else if (key instanceof ChunkKey chunk) {
            project.chunk(chunk, record.offset(), record.value());
        } else if (key instanceof GenerationKey generation) {
            project.generation(generation, record.offset(), record.value());
        }
    }

    private void beat(LogRecord record, RecordKey key) {
        try {
            byte[] value = record.value();
            if (value == null) {
                suspect(FindingKind.MALFORMED, record.offset(), "", key.text(), "A beat has a value");
            } else {
                WireRecords.CODEC.decode(value, Beat.class);
            }
        } catch (RuntimeException e) {
            suspect(FindingKind.MALFORMED, record.offset(), "", key.text(), Malformed.why(e));
        }
    }

    void end() {
        projects.values().forEach(ProjectCheck::end);
    }

    boolean holds(String projectId) {
        return projects.containsKey(projectId);
    }

    int count() {
        return projects.size();
    }

    private void suspect(FindingKind kind, long offset, String projectId, String key, String sentence) {
        book.suspicions.note(projectId, new Suspicion(kind, partition, offset, key, sentence));
    }
}
