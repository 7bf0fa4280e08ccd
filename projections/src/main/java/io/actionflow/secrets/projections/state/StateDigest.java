package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.record.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a project's state is, in few bytes: two that folded the same events have the same. Each digest is SHA-256 over entries
 * in the order of their keys, of each its key, NUL, the number of its bytes (8 bytes, big-endian) and its bytes before they are
 * encrypted.
 *
 * @param sequence after which event
 * @param all over all entries
 * @param tables over the entries of each table, by the name that its keys have: {@code member}, {@code secret}, …
 */
public record StateDigest(long sequence, Sha256 all, SortedMap<String, Sha256> tables) {

    /** The first table, by name, that the other has not or has otherwise; empty where there is none. */
    public Optional<String> firstDifference(StateDigest other) {
        SortedMap<String, Sha256> both = new TreeMap<>(other.tables);
        both.putAll(tables);
        return both.keySet().stream()
                .filter(table ->
                        !Optional.ofNullable(tables.get(table)).equals(Optional.ofNullable(other.tables.get(table))))
                .findFirst();
    }

    /** Takes a project's entries, in the order of their keys. */
    static final class Builder {
        private final String projectId;
        private final MessageDigest all = sha256();
        private final SortedMap<String, MessageDigest> tables = new TreeMap<>();
        private @Nullable ProjectEntry project;

        Builder(String projectId) {
            this.projectId = projectId;
        }

        void add(String key, Entry entry) {
            if (entry instanceof ProjectEntry it && key.equals(Keys.project(projectId))) {
                project = it;
            }
            byte[] bytes = EntryTypes.CODEC.encode(entry);
            append(all, key, bytes);
            append(tables.computeIfAbsent(table(key), name -> sha256()), key, bytes);
        }

        private String table(String key) {
            String rest = key.substring(projectId.length() + 1);
            int end = rest.indexOf('/');
            return end < 0 ? rest : rest.substring(0, end);
        }

        private static void append(MessageDigest digest, String key, byte[] entry) {
            digest.update((key + '\0').getBytes(StandardCharsets.US_ASCII));
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(entry.length).array());
            digest.update(entry);
        }

        /** The digest, or null where there was no project. */
        @Nullable
        StateDigest build() {
            if (project == null) {
                return null;
            }
            SortedMap<String, Sha256> digests = new TreeMap<>();
            for (Map.Entry<String, MessageDigest> table : tables.entrySet()) {
                digests.put(table.getKey(), Sha256.ofBytes(table.getValue().digest()));
            }
            return new StateDigest(project.sequence(), Sha256.ofBytes(all.digest()), digests);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }
    }
}
