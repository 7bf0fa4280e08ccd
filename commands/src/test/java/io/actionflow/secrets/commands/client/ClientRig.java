package io.actionflow.secrets.commands.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandCodec;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A client on Kafka's mocks: nothing is answered but what the test answers, and time is what the test says. */
final class ClientRig implements AutoCloseable {

    static final int PARTITIONS = 4;
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    final KeysetHandle values;
    final MetadataCipher metadata;
    final MockProducer<byte[], byte[]> producer;
    final ScriptedConsumer consumer = new ScriptedConsumer();
    final AtomicLong nanoTime = new AtomicLong();
    final CommandClient client;

    ClientRig() {
        this(true, Duration.ofSeconds(10), ClientSettings.of(Map.of()), null);
    }

    /** @param away why the consumer can't reach Kafka, or null */
    ClientRig(boolean autoComplete, Duration mostBlocking, ClientSettings settings, RuntimeException away) {
        try {
            values = KeyTemplates.newValueKeyPair();
            metadata = MetadataCipher.of(KeyTemplates.newAead());
            producer = new MockProducer<>(
                    cluster(), autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
            consumer.away(away);
            client = new CommandClient(
                    settings.answeredWithin(ANSWER_WITHIN),
                    mostBlocking,
                    metadata,
                    ValueSealer.of(values.getPublicKeysetHandle()),
                    producer,
                    consumer,
                    nanoTime::get);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cluster cluster() {
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new PartitionInfo(Topic.COMMANDS.name(), partition, null, null, null))
                .toList();
        return new Cluster("cluster", List.of(), partitions, Collections.emptySet(), Collections.emptySet());
    }

    List<ProducerRecord<byte[], byte[]>> sent() {
        return producer.history();
    }

    /** Decodes a record that was sent. */
    <T> T record(int index, Class<T> type) {
        return WireRecords.CODEC.decode(sent().get(index).value(), type);
    }

    <C extends Command> C command(int index, Class<C> type) throws Exception {
        Command command = new CommandCodec(metadata).open(record(index, EncryptedCommand.class));
        assertThat(command).isInstanceOf(type);
        return type.cast(command);
    }

    byte[] open(byte[] sealed, byte[] info) throws GeneralSecurityException {
        return values.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                .decrypt(sealed, info);
    }

    /** Answers as the processor would. */
    void answer(String commandId, Outcome outcome) {
        consumer.write(commandId.getBytes(StandardCharsets.UTF_8), new OutcomeCodec(metadata).seal(commandId, outcome));
    }

    static Outcome outcome(CompletableFuture<Outcome> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    /** What the future fails with. */
    static Throwable failure(CompletableFuture<Outcome> future) throws Exception {
        try {
            Outcome outcome = outcome(future);
            throw new AssertionError("Expected a failure, but got " + outcome);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the deadline of waiting").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
