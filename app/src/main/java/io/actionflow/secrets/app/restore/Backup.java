package io.actionflow.secrets.app.restore;

import io.actionflow.secrets.projections.verify.LogRecord;
import io.actionflow.secrets.projections.verify.LogSource;
import io.actionflow.secrets.projections.verify.SignedHead;
import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.EventHash;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What of a log that was verified goes back: all events; of each key the last record, ahead of them; and the chunks of values
 * that an event claims and none gives up, so that nothing erased comes back. It remembers ids and heads, not records.
 */
public final class Backup {

    private final LogSource log;
    private final Map<String, SignedHead> heads = new TreeMap<>();
    private final Map<String, Map<GenerationKey, byte[]>> keys = new HashMap<>();
    private final Set<String> live = new HashSet<>();
    private long records;

    private Backup(LogSource log) {
        this.log = log;
    }

    /** Reads the log once; {@code chosen} says which projects go back. */
    public static Backup of(LogSource log, Predicate<String> chosen) {
        Backup backup = new Backup(log);
        log.read(record -> backup.note(record, chosen));
        return backup;
    }

    private void note(LogRecord record, Predicate<String> chosen) {
        byte[] value = record.value();
        RecordKey key = key(record);
        if (value == null || !chosen.test(key.projectId())) {
            return;
        }
        if (key instanceof GenerationKey generation) {
            keys.computeIfAbsent(key.projectId(), id -> new TreeMap<>((a, b) -> a.generation() - b.generation()))
                    .put(generation, value);
        } else if (key instanceof EventKey event) {
            note(event, value);
        }
        records++;
    }

    private void note(EventKey key, byte[] value) {
        EncryptedEvent event = WireRecords.CODEC.decode(value, EncryptedEvent.class);
        Sha256 hash = EventHash.of(key.text().getBytes(StandardCharsets.US_ASCII), value);
        heads.put(key.projectId(), new SignedHead(key.projectId(), key.sequence(), hash, true));
        ValueDigest claimed = event.value();
        if (claimed != null) {
            live.add(id(key.projectId(), claimed.valueId()));
        }
        event.erased().forEach(valueId -> live.remove(id(key.projectId(), valueId)));
    }

    /** Where each project's history ends, by project. */
    public Collection<SignedHead> heads() {
        return heads.values();
    }

    /** About how many records go back. */
    public long size() {
        return records;
    }

    /** The last record of each of a project's keys. */
    public List<Map.Entry<GenerationKey, byte[]>> keys(String projectId) {
        return new ArrayList<>(keys.getOrDefault(projectId, Map.of()).entrySet());
    }

    /** Hands over chunks and events in the order of the log. */
    public void read(BiConsumer<RecordKey, byte[]> sink) {
        log.read(record -> {
            byte[] value = record.value();
            RecordKey key = key(record);
            if (value != null && heads.containsKey(key.projectId()) && goesBack(key)) {
                sink.accept(key, value);
            }
        });
    }

    private boolean goesBack(RecordKey key) {
        return key instanceof EventKey
                || key instanceof ChunkKey chunk && live.contains(id(chunk.projectId(), chunk.valueId()));
    }

    private static String id(String projectId, String valueId) {
        return projectId + "/" + valueId;
    }

    private static RecordKey key(LogRecord record) {
        byte[] key = record.key();
        return RecordKey.parse(key == null ? "" : new String(key, StandardCharsets.UTF_8));
    }
}
