package io.actionflow.secrets.schemas.vectors;

import static io.actionflow.secrets.schemas.vectors.Json.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandCodec;
import io.actionflow.secrets.schemas.command.CommandForm;
import io.actionflow.secrets.schemas.command.CommandTypes;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.crypto.TestKeys;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.EventTypes;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueHint;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.result.OutcomeTypes;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What another implementation wrote ({@code story.json}) is read by ours, with the keys of each reader and no other. */
final class StoryTest {

    private final JsonNode story;
    private final CommandCodec commands;
    private final EventCodec events;
    private final OutcomeCodec outcomes;

    StoryTest() throws IOException, GeneralSecurityException {
        story = Json.read("story.json");
        MetadataCipher cipher = MetadataCipher.of(TestKeys.metadata());
        commands = new CommandCodec(cipher);
        events = new EventCodec(cipher);
        outcomes = new OutcomeCodec(cipher);
    }

    @Test
    void commandsOpenForTheProcessor() throws DecryptionException {
        List<JsonNode> records = of(EncryptedCommand.class);

        assertThat(records).hasSize(4);
        for (JsonNode record : records) {
            EncryptedCommand wire = WireRecords.CODEC.decode(bytes(record.get("value")), EncryptedCommand.class);
            Command command = commands.open(wire);

            assertInside(record, CommandTypes.CODEC, command);
            assertThat(CommandForm.fault(wire.commandId(), command)).isEmpty();
            assertThat(record.get("topic").textValue()).isEqualTo("secret-commands");
            assertThat(record.get("key").textValue()).isEqualTo(command.projectId());
            assertThat(record.get("partition").intValue()).isEqualTo(home(command.projectId()));
        }
    }

    @Test
    void resultsOpenForThePublisher() throws DecryptionException {
        List<JsonNode> records = of(CommandResult.class);

        assertThat(records).hasSize(4);
        for (JsonNode record : records) {
            CommandResult wire = WireRecords.CODEC.decode(bytes(record.get("value")), CommandResult.class);

            assertInside(record, OutcomeTypes.CODEC, outcomes.open(wire));
            assertThat(record.get("topic").textValue()).isEqualTo("secret-command-results");
            assertThat(record.get("key").textValue()).isEqualTo(wire.commandId());
        }
    }

    @Test
    void eventsOpenForReadersAndEachNamesTheOneBefore() throws DecryptionException {
        List<JsonNode> records = of(EncryptedEvent.class);
        Sha256 previous = Sha256.ZERO;

        assertThat(records).hasSize(3);
        for (JsonNode record : records) {
            EventKey key = (EventKey) RecordKey.parse(record.get("key").textValue());
            RecordedEvent event = events.open(key, bytes(record.get("value")));

            assertInside(record, EventTypes.CODEC, event.event());
            assertThat(event.previousHash()).isEqualTo(previous);
            assertThat(event.hash()).hasToString(record.get("hash").textValue());
            assertThat(record.get("partition").intValue()).isEqualTo(home(key.projectId()));
            previous = event.hash();
        }
    }

    @Test
    void chunksOpenForTheResolver() throws GeneralSecurityException {
        HybridDecrypt opener = TestKeys.valuePrivate().getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
        List<JsonNode> records = of(ValueChunk.class);

        assertThat(records).hasSize(10);
        for (JsonNode record : records) {
            ValueChunk chunk = WireRecords.CODEC.decode(bytes(record.get("value")), ValueChunk.class);
            SealingContext context = new SealingContext(
                    "project-7",
                    record.get("inside").get("secretId").textValue(),
                    chunk.valueId(),
                    chunk.index(),
                    chunk.count());

            assertThat(context.info()).isEqualTo(bytes(record.get("inside").get("info")));
            assertThat(opener.decrypt(chunk.sealed(), context.info())).isEqualTo(plaintext(record));
        }
    }

    @Test
    void chunksMoveUnchangedFromCommandsToEvents() {
        List<JsonNode> chunks = of(ValueChunk.class);
        for (int index = 0; index < 3; index++) {
            JsonNode sent = chunks.get(index);
            JsonNode moved = chunks.get(3 + index);

            assertThat(sent.get("topic").textValue()).isEqualTo("secret-commands");
            assertThat(sent.get("key").textValue()).isEqualTo("project-7");
            assertThat(moved.get("topic").textValue()).isEqualTo("secret-events");
            assertThat(moved.get("key").textValue()).isEqualTo(new ChunkKey("project-7", "value-1", index).text());
            assertThat(moved.get("value")).isEqualTo(sent.get("value"));
            assertThat(moved.get("partition")).isEqualTo(sent.get("partition"));
        }
    }

    @Test
    void theCommandNamesExactlyTheChunksThatWereSent() throws DecryptionException {
        JsonNode record = of(EncryptedCommand.class).get(1);
        AddSecret command =
                (AddSecret) commands.open(WireRecords.CODEC.decode(bytes(record.get("value")), EncryptedCommand.class));
        Sha256 digest = ChunkDigest.start();
        long size = 0;
        for (JsonNode chunk : of(ValueChunk.class).subList(0, 3)) {
            byte[] sealed = WireRecords.CODEC
                    .decode(bytes(chunk.get("value")), ValueChunk.class)
                    .sealed();
            digest = ChunkDigest.append(digest, sealed);
            size += sealed.length;
        }

        assertThat(command.value().digest()).isEqualTo(digest);
        assertThat(command.value().size()).isEqualTo(size);
        assertThat(command.value().chunks()).isEqualTo(3);
    }

    @Test
    void hintsOfAValueComeFromTheSecondVersionOn() throws DecryptionException {
        List<JsonNode> records = of(EncryptedEvent.class);
        SecretAdded added = (SecretAdded) event(records.get(1));
        SecretEdited edited = (SecretEdited) event(records.get(2));

        assertThat(added.value().hints()).isEmpty();
        assertThat(edited.value().hints()).containsExactly(ValueHint.TRAILING_NEWLINE.name());
    }

    private Event event(JsonNode record) throws DecryptionException {
        EventKey key = (EventKey) RecordKey.parse(record.get("key").textValue());
        return events.open(key, bytes(record.get("value"))).event();
    }

    /** Every version gives the item; the latest is also what we would write ourselves. */
    private static void assertInside(JsonNode record, SingleObjectCodec codec, Object item) {
        int version = record.get("inside").get("version").intValue();

        assertThat(codec.decode(plaintext(record))).isEqualTo(item);
        if (version == latest(record.get("inside").get("type").textValue())) {
            assertThat(codec.encode(item)).isEqualTo(plaintext(record));
        }
    }

    private static int latest(String type) {
        return Samples.types()
                .filter(it -> it.name().equals(type))
                .mapToInt(it -> it.versions().size())
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> of(Class<?> type) {
        assertThat(Samples.RECORDS).anyMatch(type::isInstance);
        return StreamSupport.stream(story.get("records").spliterator(), false)
                .filter(record -> record.get("type").textValue().equals(type.getSimpleName()))
                .toList();
    }

    private int home(String projectId) {
        return RecordKey.partition(projectId, story.get("partitions").intValue());
    }

    private static byte[] plaintext(JsonNode record) {
        return bytes(record.get("inside").get("plaintext"));
    }
}
