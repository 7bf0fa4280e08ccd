package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one partition of {@code secret-command-results} from its end on and completes the futures that wait. It is the
 * only thread that touches the consumer.
 */
final class AnswerReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final OptionalInt chosenPartition;
    private final OutcomeCodec codec;
    private final PendingAnswers pending;
    private final ReplyAddress address;
    private volatile boolean closed;

    AnswerReader(
            Consumer<byte[], byte[]> consumer,
            OptionalInt chosenPartition,
            OutcomeCodec codec,
            PendingAnswers pending,
            ReplyAddress address) {
        this.consumer = consumer;
        this.chosenPartition = chosenPartition;
        this.codec = codec;
        this.pending = pending;
        this.address = address;
    }

    @Override
    public void run() {
        try (consumer) {
            while (!closed && !begin()) {
                pause();
            }
            while (!closed) {
                consumer.poll(POLL).forEach(this::answer);
                pending.expire();
            }
            over("The client was closed.", null);
        } catch (WakeupException | InterruptException e) {
            over("The client was closed.", closed ? null : e);
        } catch (RuntimeException | Error e) {
            LOG.error("Answers can't be read any more", e);
            over("Answers can't be read any more.", e);
            if (e instanceof Error error) {
                throw error;
            }
        }
    }

    /** Ends the thread soon. */
    void close() {
        closed = true;
        consumer.wakeup();
    }

    private void over(String reason, @Nullable Throwable cause) {
        address.over(cause);
        pending.failAll(reason, cause);
    }

    /** Stands at the end of the partition; false where Kafka can't be reached for the moment. */
    private boolean begin() {
        try {
            TopicPartition partition = choose();
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            // Only now is the end looked up: an answer to what is sent from here on comes after it.
            consumer.position(partition);
            address.is(partition.partition());
            return true;
        } catch (RetriableException e) {
            address.obstructedBy(e);
            return false;
        }
    }

    private TopicPartition choose() {
        String topic = Topic.RESULTS.name();
        int partitions = consumer.partitionsFor(topic).size();
        if (partitions == 0) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic + ": create the topics first");
        }
        int partition =
                chosenPartition.orElseGet(() -> ThreadLocalRandom.current().nextInt(partitions));
        if (partition < 0 || partition >= partitions) {
            throw new KafkaException("The chosen reply partition " + partition + " is none of the " + partitions
                    + " partitions of " + topic);
        }
        return new TopicPartition(topic, partition);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        String commandId = new String(record.key(), StandardCharsets.UTF_8);
        // Most records answer other clients: they are not even decoded.
        if (!pending.isExpected(commandId)) {
            return;
        }
        try {
            CommandResult result = WireRecords.CODEC.decode(record.value(), CommandResult.class);
            if (!result.commandId().equals(commandId)) {
                throw new MalformedRecordException("commandId", "Expected the command id of the record key");
            }
            pending.complete(commandId, codec.open(result));
        } catch (DecryptionException | MalformedRecordException | UnknownSchemaException e) {
            LOG.warn(
                    "The answer at {}-{}@{} can't be read: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            pending.unreadable(commandId, String.valueOf(e.getMessage()));
        }
    }
}
