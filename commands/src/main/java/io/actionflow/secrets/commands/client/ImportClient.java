package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.ImportFinished;
import io.actionflow.secrets.schemas.record.ImportedRecord;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the records of a backup back to the processor, which alone writes events. They arrive in the order of the calls; each
 * is answered. A failed future says that the answer is not known: the import may be begun again. For one thread.
 */
public final class ImportClient implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(15);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final CommandSender sender;
    private final ReplyAddress address = new ReplyAddress();
    private final PendingAnswers pending;
    private final AnswerReader reader;
    private final Thread readerThread;

    private ImportClient(ClientSettings settings, MetadataCipher metadata) {
        this.producer = new KafkaProducer<>(
                ClientProperties.producer(settings.kafka()), new ByteArraySerializer(), new ByteArraySerializer());
        this.sender = new CommandSender(producer);
        this.pending = new PendingAnswers(settings.answerWithin(), System::nanoTime, Runnable::run);
        this.reader = new AnswerReader(
                new KafkaConsumer<>(
                        ClientProperties.consumer(settings.kafka()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                settings.replyPartition(),
                new OutcomeCodec(metadata),
                pending,
                address);
        this.readerThread = new Thread(reader, "secrets-import-answers");
        readerThread.setDaemon(true);
        readerThread.start();
    }

    /** Returns at once; the first record waits for Kafka. */
    public static ImportClient connect(ClientSettings settings, MetadataCipher metadata) {
        return new ImportClient(settings, metadata);
    }

    /** Sends a record of {@code secret-events}. */
    public CompletableFuture<Outcome> send(RecordKey key, byte[] record) {
        String id = Ids.random();
        return send(id, key.projectId(), reply -> new ImportedRecord(id, reply, key.text(), record));
    }

    /** Says that all of the project has been sent. */
    public CompletableFuture<Outcome> finish(String projectId, long sequence, Sha256 hash) {
        String id = Ids.random();
        return send(id, projectId, reply -> new ImportFinished(id, reply, sequence, hash));
    }

    private CompletableFuture<Outcome> send(String id, String projectId, IntFunction<Object> record) {
        int reply = address.await(id, CONNECT_WITHIN);
        CompletableFuture<Outcome> answer = pending.expect(id);
        try {
            sender.send(projectId, WireRecords.CODEC.encode(record.apply(reply)), (metadata, failure) -> {
                if (failure != null) {
                    pending.fail(id, unconfirmed(id, failure));
                }
            });
        } catch (KafkaException e) {
            pending.fail(id, unconfirmed(id, e));
        }
        return answer;
    }

    private static CommandUnavailableException unconfirmed(String id, Exception failure) {
        return CommandUnavailableException.unconfirmed(id, "Kafka did not confirm a record of the import", failure);
    }

    @Override
    public void close() {
        reader.close();
        producer.close(CLOSE_WITHIN);
        try {
            readerThread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pending.failAll("The client was closed.", null);
    }
}
