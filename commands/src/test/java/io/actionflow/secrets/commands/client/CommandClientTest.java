package io.actionflow.secrets.commands.client;

import static io.actionflow.secrets.commands.client.ClientRig.failure;
import static io.actionflow.secrets.commands.client.ClientRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sends. */
class CommandClientTest {

    private static final String PROJECT = "project-1";
    private static final String ACTOR = "olga";
    private static final NewSecret SECRET = new NewSecret(PROJECT, ACTOR, "secret-1", "name", "description");

    private ClientRig rig = new ClientRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static PlainValue value(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return PlainValue.copyOf(bytes);
    }

    @Test
    void aCommandStandsUnderItsProjectOnTheProjectsPartition() throws Exception {
        rig.client.send("c1", new Sync(PROJECT, ACTOR));

        assertThat(rig.sent()).hasSize(1);
        assertThat(rig.sent().get(0).topic()).isEqualTo("secret-commands");
        assertThat(rig.sent().get(0).key()).isEqualTo(PROJECT.getBytes(StandardCharsets.UTF_8));
        assertThat(rig.sent().get(0).partition()).isEqualTo(RecordKey.partition(PROJECT, ClientRig.PARTITIONS));
        assertThat(rig.command(0, Sync.class)).isEqualTo(new Sync(PROJECT, ACTOR));
    }

    @Test
    void itIsToBeAnsweredOnThePartitionThatTheClientReads() {
        rig.client.send("c1", new Sync(PROJECT, ACTOR));

        int read = rig.consumer.assignment().iterator().next().partition();
        assertThat(rig.record(0, EncryptedCommand.class).replyPartition()).isEqualTo(read);
    }

    @Test
    void theReplyPartitionMayBeChosen() {
        rig.close();
        rig = new ClientRig(
                true, Duration.ofSeconds(10), ClientSettings.of(Map.of()).repliedOn(3), null);

        rig.client.send("c1", new Sync(PROJECT, ACTOR));

        assertThat(rig.record(0, EncryptedCommand.class).replyPartition()).isEqualTo(3);
    }

    @Test
    void chunksGoAheadOfTheirCommandInOrder() throws Exception {
        try (PlainValue value = value(2 * Limits.CHUNK_BYTES + 1)) {
            rig.client.addSecret("c1", SECRET, value);
        }

        assertThat(rig.sent()).hasSize(4).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo(PROJECT.getBytes(StandardCharsets.UTF_8));
            assertThat(record.partition()).isEqualTo(RecordKey.partition(PROJECT, ClientRig.PARTITIONS));
        });
        for (int index = 0; index < 3; index++) {
            ValueChunk chunk = rig.record(index, ValueChunk.class);
            assertThat(chunk.index()).isEqualTo(index);
            assertThat(chunk.count()).isEqualTo(3);
        }
        AddSecret command = rig.command(3, AddSecret.class);
        assertThat(command.secretId()).isEqualTo("secret-1");
        assertThat(command.name()).isEqualTo("name");
        assertThat(command.description()).isEqualTo("description");
    }

    @Test
    void theCommandNamesExactlyTheChunksThatWereSent() throws Exception {
        try (PlainValue value = value(Limits.CHUNK_BYTES + 1)) {
            rig.client.addSecret("c1", SECRET, value);
        }

        ValueChunk first = rig.record(0, ValueChunk.class);
        ValueChunk second = rig.record(1, ValueChunk.class);
        Sha256 digest = ChunkDigest.append(ChunkDigest.append(ChunkDigest.start(), first.sealed()), second.sealed());
        AddSecret command = rig.command(2, AddSecret.class);
        assertThat(command.value().valueId()).isEqualTo(first.valueId()).isEqualTo(second.valueId());
        assertThat(command.value().digest()).isEqualTo(digest);
        assertThat(command.value().size()).isEqualTo(first.sealed().length + second.sealed().length);
        assertThat(command.value().plainSize()).isEqualTo(Limits.CHUNK_BYTES + 1);
    }

    @Test
    void theCommandBringsTheHintsOfTheValue() throws Exception {
        byte[] bytes = new byte[Limits.CHUNK_BYTES + 1];
        Arrays.fill(bytes, (byte) 'S');
        bytes[0] = ' ';
        bytes[Limits.CHUNK_BYTES] = '\n';
        try (PlainValue value = PlainValue.copyOf(bytes)) {
            rig.client.addSecret("c1", SECRET, value);
            rig.client.editSecret(SecretEdit.of(PROJECT, ACTOR, "secret-1"), value);
        }

        List<String> hints = List.of("TRAILING_NEWLINE", "SURROUNDING_SPACE");
        assertThat(rig.command(2, AddSecret.class).value().hints()).isEqualTo(hints);
        assertThat(rig.command(5, EditSecret.class).value().hints()).isEqualTo(hints);
    }

    @Test
    void aChunkOpensWithTheResolversKeyAtItsOwnPlaceOnly() throws Exception {
        byte[] bytes = "the value itself".getBytes(StandardCharsets.UTF_8);
        try (PlainValue value = PlainValue.copyOf(bytes)) {
            rig.client.addSecret("c1", SECRET, value);
        }

        ValueChunk chunk = rig.record(0, ValueChunk.class);
        SealingContext place = new SealingContext(PROJECT, "secret-1", chunk.valueId(), 0, 1);
        assertThat(rig.open(chunk.sealed(), place.info())).isEqualTo(bytes);
    }

    @Test
    void noRecordHoldsAPieceOfTheValue() {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) 'S');
        try (PlainValue value = PlainValue.copyOf(bytes)) {
            rig.client.addSecret("c1", SECRET, value);
        }

        assertThat(rig.sent()).hasSize(2).allSatisfy(record -> assertThat(
                        new String(record.value(), StandardCharsets.ISO_8859_1))
                .doesNotContain("SSSS", ACTOR, "description"));
    }

    @Test
    void sentAgainAValueIsAnotherOneUnderTheSameCommandId() throws Exception {
        try (PlainValue value = value(5)) {
            rig.client.addSecret("c1", SECRET, value);
            rig.client.addSecret("c1", SECRET, value);
        }

        assertThat(rig.record(1, EncryptedCommand.class).commandId()).isEqualTo("c1");
        assertThat(rig.record(3, EncryptedCommand.class).commandId()).isEqualTo("c1");
        assertThat(rig.record(0, ValueChunk.class).valueId())
                .isNotEqualTo(rig.record(2, ValueChunk.class).valueId());
    }

    @Test
    void anEditSendsOnlyWhatIsGiven() throws Exception {
        rig.client.editSecret(
                SecretEdit.of(PROJECT, ACTOR, "secret-1").named("new").expecting(3));

        assertThat(rig.command(0, EditSecret.class))
                .isEqualTo(new EditSecret(PROJECT, ACTOR, "secret-1", "new", null, null, 3L));
    }

    @Test
    void anEditMayBringAValue() throws Exception {
        try (PlainValue value = value(5)) {
            rig.client.editSecret(SecretEdit.of(PROJECT, ACTOR, "secret-1").describedAs(""), value);
        }

        EditSecret edit = rig.command(1, EditSecret.class);
        assertThat(edit.name()).isNull();
        assertThat(edit.description()).isEmpty();
        assertThat(edit.value().valueId())
                .isEqualTo(rig.record(0, ValueChunk.class).valueId());
    }

    @Test
    void aValueThatEndsEarlyIsNotFollowedByItsCommand() throws Exception {
        CompletableFuture<Outcome> answer;
        try (PlainValue value = PlainValue.ofStream(new ByteArrayInputStream(new byte[5]), Limits.CHUNK_BYTES + 5L)) {
            answer = rig.client.addSecret("c1", SECRET, value);
        }

        assertThat(failure(answer)).isInstanceOf(EOFException.class);
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void onlyAFewChunksAreInMemoryAtAnyMoment() throws Exception {
        rig.close();
        rig = new ClientRig(false, Duration.ofMillis(100), ClientSettings.of(Map.of()), null);

        CompletableFuture<Outcome> answer;
        try (PlainValue value = value(20 * Limits.CHUNK_BYTES)) {
            answer = rig.client.addSecret("c1", SECRET, value);
        }

        assertThat(failure(answer))
                .isInstanceOf(CommandUnavailableException.class)
                .hasMessageContainingAll("c1", "was not sent", "not confirmed for 100 ms");
        assertThat(rig.sent()).hasSize(4);
    }

    @Test
    void aChunkThatKafkaDoesNotTakeIsNotFollowedByTheCommand() throws Exception {
        rig.producer.sendException = new TimeoutException("no memory");

        CompletableFuture<Outcome> answer;
        try (PlainValue value = value(5)) {
            answer = rig.client.addSecret("c1", SECRET, value);
        }

        assertThat(failure(answer))
                .isInstanceOf(CommandUnavailableException.class)
                .hasMessageContainingAll("c1", "was not sent", "no memory");
    }

    @Test
    void anAnswerCompletesTheFuture() throws Exception {
        CompletableFuture<Outcome> answer = rig.client.send("c1", new Sync(PROJECT, ACTOR));
        assertThat(answer).isNotDone();

        rig.answer("c1", new Accepted(7, 3, 0, 2));

        assertThat(outcome(answer)).isEqualTo(new Accepted(7, 3, 0, 2));
    }
}
