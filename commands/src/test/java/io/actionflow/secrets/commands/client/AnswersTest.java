package io.actionflow.secrets.commands.client;

import static io.actionflow.secrets.commands.client.ClientRig.failure;
import static io.actionflow.secrets.commands.client.ClientRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a client's futures complete. */
class AnswersTest {

    private static final Sync COMMAND = new Sync("project-1", "olga");
    private static final Accepted YES = new Accepted(1, 0, 0, 0);

    private ClientRig rig = new ClientRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private void given(boolean autoComplete, Duration mostBlocking, RuntimeException away) {
        rig.close();
        rig = new ClientRig(autoComplete, mostBlocking, ClientSettings.of(Map.of()), away);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyCommandGetsItsOwnAnswerInWhateverOrder() throws Exception {
        CompletableFuture<Outcome> first = rig.client.send("c1", COMMAND);
        CompletableFuture<Outcome> second = rig.client.send("c2", COMMAND);

        rig.answer("c2", new Accepted(2, 0, 0, 0));
        rig.answer("another clients", new Accepted(9, 0, 0, 0));
        rig.answer("c1", new Accepted(1, 0, 0, 0));

        assertThat(outcome(first).sequence()).isEqualTo(1);
        assertThat(outcome(second).sequence()).isEqualTo(2);
    }

    @Test
    void recordsThatAreNoAnswersAreSkipped() throws Exception {
        CompletableFuture<Outcome> answer = rig.client.send("c1", COMMAND);

        rig.consumer.write(null, new byte[] {1});
        rig.consumer.write(utf8("c1"), null);
        rig.consumer.write(new byte[] {(byte) 0xff}, new byte[] {1});
        rig.consumer.write(utf8("c1"), new byte[] {1, 2, 3});
        rig.consumer.write(utf8("c1"), new OutcomeCodec(rig.metadata).seal("c2", YES));
        rig.answer("c1", YES);

        assertThat(outcome(answer)).isEqualTo(YES);
    }

    @Test
    void withoutAnAnswerInTimeTheOutcomeIsSaidToBeUnknown() throws Exception {
        CompletableFuture<Outcome> answer = rig.client.send("c1", COMMAND);

        rig.nanoTime.addAndGet(ClientRig.ANSWER_WITHIN.toNanos() - 1);
        CompletableFuture<Outcome> later = rig.client.send("c2", COMMAND);
        assertThat(answer).isNotDone();
        rig.nanoTime.addAndGet(1);

        assertThat(failure(answer))
                .isInstanceOfSatisfying(CommandTimeoutException.class, it -> assertThat(it.commandId())
                        .isEqualTo("c1"))
                .hasMessageContainingAll(
                        "Awaited the answer to command c1 for 30000 ms",
                        "no answer came",
                        "unknown",
                        "same command id c1 is safe");
        assertThat(later).isNotDone();
    }

    @Test
    void anAnswerUnderAKeyThatTheClientLacksIsSaidSoWhenTimeIsUp() throws Exception {
        MetadataCipher other = MetadataCipher.of(KeyTemplates.newAead());
        CompletableFuture<Outcome> answer = rig.client.send("c1", COMMAND);
        CompletableFuture<Outcome> next = rig.client.send("c2", COMMAND);

        rig.consumer.write(utf8("c1"), new OutcomeCodec(other).seal("c1", YES));
        rig.answer("c2", YES);
        outcome(next);
        rig.nanoTime.addAndGet(ClientRig.ANSWER_WITHIN.toNanos());

        assertThat(failure(answer))
                .isInstanceOf(CommandTimeoutException.class)
                .hasMessageContaining("the answer can't be read: No key of the keyset made this ciphertext");
    }

    @Test
    void whoSendsAgainBeforeTheAnswerSharesIt() throws Exception {
        CompletableFuture<Outcome> first = rig.client.send("c1", COMMAND);
        CompletableFuture<Outcome> again = rig.client.send("c1", COMMAND);

        rig.answer("c1", YES);

        assertThat(outcome(first)).isEqualTo(YES);
        assertThat(outcome(again)).isEqualTo(YES);
        assertThat(rig.sent()).hasSize(2);
    }

    @Test
    void whoGivesUpWaitingTakesNothingFromOthers() throws Exception {
        CompletableFuture<Outcome> first = rig.client.send("c1", COMMAND);
        CompletableFuture<Outcome> again = rig.client.send("c1", COMMAND);

        first.cancel(true);
        rig.answer("c1", YES);

        assertThat(outcome(again)).isEqualTo(YES);
    }

    @Test
    void aSlowCallbackHoldsUpNobody() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CompletableFuture<Void> callback = rig.client.send("c1", COMMAND).thenAccept(outcome -> awaitQuietly(slow));
        CompletableFuture<Outcome> second = rig.client.send("c2", COMMAND);

        rig.answer("c1", YES);
        rig.answer("c2", YES);

        assertThat(outcome(second)).isEqualTo(YES);
        assertThat(callback).isNotDone();
        slow.countDown();
        callback.join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatKafkaDoesNotConfirmFailsAtOnceAndSaysThatItMayHaveBeenTaken() throws Exception {
        given(false, Duration.ofSeconds(10), null);
        CompletableFuture<Outcome> answer = rig.client.send("c1", COMMAND);

        rig.producer.errorNext(new TimeoutException("expired"));

        assertThat(failure(answer))
                .isInstanceOfSatisfying(CommandUnavailableException.class, it -> assertThat(it.commandId())
                        .isEqualTo("c1"))
                .hasMessageContainingAll("did not confirm command c1", "expired", "unknown");
    }

    @Test
    void whileKafkaIsAwayACommandIsNotSentAndTheCallerNotHeldForEver() throws Exception {
        given(true, Duration.ofMillis(100), new TimeoutException("nobody there"));

        CompletableFuture<Outcome> answer = rig.client.send("c1", COMMAND);

        assertThat(failure(answer))
                .isInstanceOf(CommandUnavailableException.class)
                .hasMessageContainingAll("c1 was not sent", "could not be reached for 100 ms");
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void aClientThatWasStartedBeforeKafkaWorksOnceKafkaIsThere() throws Exception {
        given(true, Duration.ofSeconds(20), new TimeoutException("nobody there"));
        CompletableFuture<CompletableFuture<Outcome>> sending =
                CompletableFuture.supplyAsync(() -> rig.client.send("c1", COMMAND));

        rig.consumer.away(null);
        CompletableFuture<Outcome> answer = sending.get();
        rig.answer("c1", YES);

        assertThat(outcome(answer)).isEqualTo(YES);
    }

    @Test
    void onceAnswersCantBeReadAnyMoreEverythingFailsAndSaysWhy() throws Exception {
        CompletableFuture<Outcome> before = rig.client.send("c1", COMMAND);

        KafkaException cause = new TopicAuthorizationException("not allowed");
        rig.consumer.setPollException(cause);

        assertThat(failure(before))
                .isInstanceOf(CommandUnavailableException.class)
                .hasCause(cause);
        assertThat(failure(rig.client.send("c2", COMMAND)))
                .isInstanceOf(CommandUnavailableException.class)
                .hasMessageContaining("c2 was not sent")
                .hasCause(cause);
    }

    @Test
    void aReplyPartitionThatDoesNotExistIsSaidSo() throws Exception {
        rig.close();
        rig = new ClientRig(
                true, Duration.ofSeconds(10), ClientSettings.of(Map.of()).repliedOn(4), null);

        assertThat(failure(rig.client.send("c1", COMMAND)))
                .hasRootCauseMessage(
                        "The chosen reply partition 4 is none of the 4 partitions of" + " secret-command-results");
    }

    @Test
    void closingFailsWhatStillWaits() throws Exception {
        CompletableFuture<Outcome> answer = rig.client.send("c1", COMMAND);

        rig.client.close();

        assertThat(failure(answer))
                .isInstanceOf(CommandUnavailableException.class)
                .hasMessageContainingAll("The client was closed", "unknown");
        assertThat(failure(rig.client.send("c2", COMMAND))).hasMessageContaining("c2 was not sent");
        assertThat(rig.consumer.closed()).isTrue();
        assertThat(rig.producer.closed()).isTrue();
    }

    @Test
    void anInterruptedCallerIsToldThatNothingWasSentAndStaysInterrupted() throws Exception {
        given(true, Duration.ofSeconds(20), new TimeoutException("nobody there"));
        Thread.currentThread().interrupt();

        CompletableFuture<Outcome> answer = rig.client.send("c1", COMMAND);

        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(answer::join).hasMessageContaining("interrupted");
    }
}
