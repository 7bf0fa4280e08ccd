package io.actionflow.secrets.schemas.vectors;

import static io.actionflow.secrets.schemas.vectors.Json.hex;
import static io.actionflow.secrets.schemas.vectors.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.avro.GoldenBytesContract;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.crypto.TestKeys;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.EventHash;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import io.actionflow.secrets.schemas.topic.Topic;
import io.actionflow.secrets.schemas.topic.UsageKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/**
 * The published test vectors are what the code gives. After a deliberate addition, run with {@code -Dvectors.write=true}
 * and look at the difference: no line that stood there before may change.
 */
final class TestVectorsTest {

    private static final List<String> PROJECTS = List.of(
            "a",
            "p1",
            "abc",
            "abcd",
            "project-7",
            "0d9f6c1e-5b7a-4a1e-9d56-3f0a8a2f4c11",
            "A.b_c~d-E",
            "..",
            "x".repeat(255));

    @Test
    void partitions() throws IOException {
        List<Object> vectors = new ArrayList<>();
        for (String projectId : PROJECTS) {
            for (int partitions : new int[] {1, 4, 8, 50}) {
                vectors.add(object(
                        "projectId",
                        projectId,
                        "murmur2",
                        Utils.murmur2(projectId.getBytes(StandardCharsets.UTF_8)),
                        "partitions",
                        partitions,
                        "partition",
                        RecordKey.partition(projectId, partitions)));
            }
        }
        assertFile("partitions.json", vectors);
    }

    @Test
    void recordKeys() throws IOException {
        Stream<Object> events = Stream.of(new EventKey("project-7", 1), new EventKey("p", 1234567890123456789L))
                .map(key -> object(
                        "projectId", key.projectId(), "sequence", Long.toString(key.sequence()), "key", key.text()));
        Stream<Object> chunks = Stream.of(new ChunkKey("project-7", "value-1", 0), new ChunkKey("p", "v", 2047))
                .map(key -> object(
                        "projectId", key.projectId(),
                        "valueId", key.valueId(),
                        "index", key.index(),
                        "key", key.text()));
        Stream<Object> keys = Stream.of(new GenerationKey("project-7", 1), new GenerationKey("p", 99_999))
                .map(key -> object("projectId", key.projectId(), "generation", key.generation(), "key", key.text()));
        assertFile(
                "record-keys.json",
                object("events", events.toList(), "chunks", chunks.toList(), "keys", keys.toList()));
    }

    @Test
    void schemas() throws IOException {
        List<Object> vectors = new ArrayList<>();
        Samples.types().forEach(type -> {
            for (int i = 0; i < type.versions().size(); i++) {
                Schema schema = type.versions().get(i);
                vectors.add(object(
                        "type", type.name(),
                        "version", i + 1,
                        "fingerprint", fingerprint(schema),
                        "canonicalForm", SchemaNormalization.toParsingForm(schema)));
            }
        });
        assertFile("schemas.json", vectors);
    }

    @Test
    void records() throws IOException {
        List<Object> vectors = new ArrayList<>();
        for (RecordType<?> type : Samples.types().toList()) {
            for (int version = 1; version <= type.versions().size(); version++) {
                byte[] bytes = GoldenBytesContract.frozen(type, version);
                Object fields = new GenericDatumReader<>(type.versions().get(version - 1))
                        .read(null, DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null));
                vectors.add(object(
                        "type", type.name(), "version", version, "fields", Json.of(fields), "bytes", hex(bytes)));
            }
        }
        assertFile("records.json", vectors);
    }

    @Test
    void contexts() throws IOException {
        String eventKey = new EventKey("project-7", 1).text();
        String usageKey = new UsageKey("project-7", "0d9f6c1e-5b7a-4a1e-9d56-3f0a8a2f4c11", 12).text();
        List<Map<String, Object>> associatedData = List.of(
                associated(Topic.COMMANDS, "command-1", AssociatedData.command("command-1")),
                associated(Topic.RESULTS, "command-1", AssociatedData.result("command-1")),
                associated(Topic.EVENTS, eventKey, AssociatedData.event(eventKey)),
                associated(Topic.USAGE, usageKey, AssociatedData.usage(usageKey)));
        List<Map<String, Object>> sealing = Stream.of(
                        new SealingContext("project-7", "secret-1", "value-1", 0, 1),
                        new SealingContext("p", "s", "v", 2047, 2048))
                .map(it -> object(
                        "projectId", it.projectId(),
                        "secretId", it.secretId(),
                        "valueId", it.valueId(),
                        "index", it.index(),
                        "count", it.count(),
                        "bytes", hex(it.info())))
                .toList();
        assertFile("contexts.json", object("associatedData", associatedData, "sealing", sealing));
    }

    @Test
    void digests() throws IOException {
        List<Object> chunks = new ArrayList<>();
        for (List<byte[]> sealed : List.of(
                List.of(Samples.bytes(54)),
                List.of(Samples.bytes(60), Samples.bytes(54)),
                List.of(Samples.bytes(54), Samples.bytes(60), Samples.bytes(60)))) {
            Sha256 digest = ChunkDigest.start();
            for (byte[] chunk : sealed) {
                digest = ChunkDigest.append(digest, chunk);
            }
            chunks.add(object("sealed", hex(sealed), "digest", digest.toString()));
        }
        String key = new EventKey("project-7", 2).text();
        List<Object> events = new ArrayList<>();
        for (byte[] value : List.of(new byte[0], Samples.bytes(100))) {
            Sha256 hash = EventHash.of(key.getBytes(StandardCharsets.UTF_8), value);
            events.add(object("key", key, "value", hex(value), "hash", hash.toString()));
        }
        assertFile("digests.json", object("chunks", chunks, "events", events));
    }

    @Test
    void checkpoints() throws IOException, GeneralSecurityException {
        CheckpointSigner signer = CheckpointSigner.of(TestKeys.checkpointPrivate());
        List<Object> vectors = new ArrayList<>();
        for (Checkpoint head : List.of(
                new Checkpoint("project-7", 1, Sha256.hash(Samples.bytes(1)), Samples.META.at()),
                new Checkpoint("p", 1234567890123456789L, Sha256.hash(Samples.bytes(2)), Instant.EPOCH))) {
            SignedCheckpoint signed = signer.sign(head);
            vectors.add(object(
                    "projectId", head.projectId(),
                    "sequence", Long.toString(head.sequence()),
                    "hash", head.hash().toString(),
                    "at", Long.toString(head.at().toEpochMilli()),
                    "signed", hex(head.bytes()),
                    "signature", hex(signed.signature()),
                    "value", hex(WireRecords.CODEC.encode(signed))));
        }
        assertFile("checkpoints.json", vectors);
    }

    private static Map<String, Object> associated(Topic topic, String place, byte[] bytes) {
        return object("topic", topic.name(), "place", place, "bytes", hex(bytes));
    }

    /** As it stands in a record: little-endian. */
    static String fingerprint(Schema schema) {
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        return hex(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint)
                .array());
    }

    private static void assertFile(String file, Object vectors) throws IOException {
        String json = Json.print(vectors);
        if (Boolean.getBoolean("vectors.write")) {
            Json.write(file, json);
        }
        assertThat(json)
                .as("If %s only gained vectors, write it anew: run this test with -Dvectors.write=true", file)
                .isEqualTo(Json.text(file));
    }
}
