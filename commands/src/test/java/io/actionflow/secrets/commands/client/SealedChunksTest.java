package io.actionflow.secrets.commands.client;

import static io.actionflow.secrets.commands.client.ClientRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that somebody else has sealed: their chunks one by one, and the command that claims them. */
class SealedChunksTest {

    private static final String PROJECT = "project-1";
    private static final byte[] SEALED = new byte[ValueSealer.OVERHEAD_BYTES + 7];
    private static final ValueRef REF = new ValueRef(
            "v1", 1, SEALED.length, ChunkDigest.append(ChunkDigest.start(), SEALED), List.of("SURROUNDING_SPACE"));

    private ClientRig rig = new ClientRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static ValueChunk chunk(int index, int count) {
        return new ValueChunk("v1", index, count, SEALED);
    }

    private static Throwable failure(CompletableFuture<Void> future) throws Exception {
        try {
            future.get(20, TimeUnit.SECONDS);
            throw new AssertionError("Expected a failure");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Test
    void aChunkStandsAsItIsOnItsProjectsPartition() throws Exception {
        rig.client.sendChunk(PROJECT, chunk(1, 3)).get(20, TimeUnit.SECONDS);

        assertThat(rig.sent()).hasSize(1);
        assertThat(rig.sent().get(0).key()).isEqualTo(PROJECT.getBytes(StandardCharsets.UTF_8));
        assertThat(rig.sent().get(0).partition()).isEqualTo(RecordKey.partition(PROJECT, ClientRig.PARTITIONS));
        assertThat(rig.record(0, ValueChunk.class)).usingRecursiveComparison().isEqualTo(chunk(1, 3));
    }

    @Test
    void aChunkIsDoneWhenKafkaHasConfirmedItAndNotBefore() throws Exception {
        withoutConfirmations();
        CompletableFuture<Void> sent = rig.client.sendChunk(PROJECT, chunk(0, 1));
        assertThat(sent).isNotDone();

        rig.producer.completeNext();

        assertThat(sent.get(20, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void whatFollowsAChunkDoesNotRunOnKafkasThread() throws Exception {
        withoutConfirmations();
        CompletableFuture<String> thread = rig.client
                .sendChunk(PROJECT, chunk(0, 1))
                .thenApply(done -> Thread.currentThread().getName());

        rig.producer.completeNext();

        assertThat(thread.get(20, TimeUnit.SECONDS)).isEqualTo("secrets-client-completion");
    }

    @Test
    void aChunkThatKafkaDoesNotConfirmFailsAndNamesItsValue() throws Exception {
        withoutConfirmations();
        CompletableFuture<Void> sent = rig.client.sendChunk(PROJECT, chunk(0, 1));

        rig.producer.errorNext(new TimeoutException("expired"));

        assertThat(failure(sent))
                .isInstanceOfSatisfying(CommandUnavailableException.class, it -> assertThat(it.commandId())
                        .isEqualTo("v1"))
                .hasMessageContainingAll("chunk 0 of value v1", "expired", "again");
    }

    @Test
    void aChunkThatKafkaDoesNotTakeFailsLikewise() throws Exception {
        rig.producer.sendException = new TimeoutException("no memory");

        assertThat(failure(rig.client.sendChunk(PROJECT, chunk(0, 1))))
                .isInstanceOf(CommandUnavailableException.class)
                .hasMessageContaining("no memory");
    }

    @Test
    void aClosedClientTakesNoChunk() throws Exception {
        rig.client.close();

        assertThat(failure(rig.client.sendChunk(PROJECT, chunk(0, 1)))).isInstanceOf(CommandUnavailableException.class);
    }

    @Test
    void aChunkOfAWrongFormIsNotSent() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> rig.client.sendChunk(PROJECT, chunk(3, 3)))
                .withMessageContaining("index");
        assertThatThrownBy(() -> rig.client.sendChunk("a/b", chunk(0, 1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void theClaimingCommandBringsTheReferenceAsItWasGiven() throws Exception {
        NewSecret secret = new NewSecret(PROJECT, "olga", "s1", "name", "what for");
        var added = rig.client.addSecret("c1", secret, REF);
        rig.client.editSecret("c2", SecretEdit.of(PROJECT, "olga", "s1").expecting(1), REF);

        assertThat(rig.command(0, AddSecret.class))
                .isEqualTo(new AddSecret(PROJECT, "olga", "s1", "name", "what for", REF));
        assertThat(rig.command(1, EditSecret.class))
                .isEqualTo(new EditSecret(PROJECT, "olga", "s1", null, null, REF, 1L));
        rig.answer("c1", new Accepted(2, 0, 1, 0));
        assertThat(outcome(added)).isEqualTo(new Accepted(2, 0, 1, 0));
    }

    @Test
    void aReferenceOfAWrongFormIsRejectedAtOnce() {
        ValueRef wrong = new ValueRef("v1", 1, SEALED.length, REF.digest(), List.of("no hint"));

        var answer = rig.client.editSecret("c1", SecretEdit.of(PROJECT, "olga", "s1"), wrong);

        assertThat(answer).isCompleted();
        assertThat(((Rejected) answer.join()).field()).isEqualTo("value.hints");
        assertThat(rig.sent()).isEmpty();
    }

    private void withoutConfirmations() {
        rig.close();
        rig = new ClientRig(false, Duration.ofSeconds(10), ClientSettings.of(Map.of()), null);
    }
}
