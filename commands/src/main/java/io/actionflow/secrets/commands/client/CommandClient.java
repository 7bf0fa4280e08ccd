package io.actionflow.secrets.commands.client;

import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.ChunkForm;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandCodec;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.result.Rejected;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands and brings their outcomes. Safe for use by several threads; one client is enough for a process.
 *
 * <p>A call blocks while it hands its records to Kafka, each for at most {@code max.block.ms} (10 s), and seals a value on
 * the way; then the future completes:
 *
 * <ul>
 *   <li>with an {@code Accepted} or a {@link Rejected}: rejections are data. What can be seen to be wrong without the
 *       project's state is rejected without anything being sent;
 *   <li>with a {@link CommandTimeoutException} where no answer came in time: the outcome is unknown;
 *   <li>with a {@link CommandUnavailableException} where Kafka is away, or the client was closed;
 *   <li>with an {@link IOException} where the value can't be read: the command was not sent.
 * </ul>
 *
 * <p>A command that is sent again with its command id is never applied twice: for 24 hours it brings its first outcome.
 * So whoever wants to send again after a failure chooses the id, or takes it from the exception. Command ids should be
 * random: two projects that use the same one at the same time could take each other's outcome.
 */
public final class CommandClient implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final ValueSealer sealer;
    private final CommandCodec codec;
    private final Producer<byte[], byte[]> producer;
    private final CommandSender sender;
    private final ChunkSender chunks;
    private final Duration mostBlocking;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> daemon(task, "completion"));
    private final ReplyAddress address = new ReplyAddress();
    private final PendingAnswers pending;
    private final AnswerReader reader;
    private final Thread readerThread;
    private volatile boolean closed;

    /** Returns at once; what is sent before Kafka could be reached waits for it for at most {@code max.block.ms}. */
    public static CommandClient connect(ClientSettings settings, MetadataCipher metadata, ValueSealer sealer) {
        Map<String, Object> producer = ClientProperties.producer(settings.kafka());
        Map<String, Object> consumer = ClientProperties.consumer(settings.kafka());
        Duration mostBlocking =
                Duration.ofMillis(Long.parseLong(String.valueOf(producer.get(ProducerConfig.MAX_BLOCK_MS_CONFIG))));
        return new CommandClient(
                settings,
                mostBlocking,
                metadata,
                sealer,
                new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer()),
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                System::nanoTime);
    }

    CommandClient(
            ClientSettings settings,
            Duration mostBlocking,
            MetadataCipher metadata,
            ValueSealer sealer,
            Producer<byte[], byte[]> producer,
            Consumer<byte[], byte[]> consumer,
            LongSupplier nanoTime) {
        this.sealer = sealer;
        this.codec = new CommandCodec(metadata);
        this.producer = producer;
        this.sender = new CommandSender(producer);
        this.chunks = new ChunkSender(sender, executor);
        this.mostBlocking = mostBlocking;
        this.pending = new PendingAnswers(settings.answerWithin(), nanoTime, executor);
        this.reader =
                new AnswerReader(consumer, settings.replyPartition(), new OutcomeCodec(metadata), pending, address);
        this.readerThread = daemon(reader, "answers");
        readerThread.start();
    }

    /** Sends a command without a value, under a new random id. */
    public CompletableFuture<Outcome> send(Command command) {
        return send(Ids.random(), command);
    }

    /** Sends a command without a value, for the first time or again. */
    public CompletableFuture<Outcome> send(String commandId, Command command) {
        return attempt(commandId, command, () -> command);
    }

    /** Adds a secret, under a new random command id. */
    public CompletableFuture<Outcome> addSecret(
            String projectId, String actor, String secretId, String name, String description, PlainValue value) {
        return addSecret(Ids.random(), new NewSecret(projectId, actor, secretId, name, description), value);
    }

    /** Adds a secret. The value has been read when this returns; to close it remains with the caller. */
    public CompletableFuture<Outcome> addSecret(String commandId, NewSecret secret, PlainValue value) {
        return withValue(commandId, secret.projectId(), secret.secretId(), value, ref -> command(secret, ref));
    }

    /** Adds a secret whose value others have sealed. All of its chunks were sent before, and confirmed. */
    public CompletableFuture<Outcome> addSecret(String commandId, NewSecret secret, ValueRef sealed) {
        return send(commandId, command(secret, sealed));
    }

    /** Edits a secret but not its value, under a new random command id. */
    public CompletableFuture<Outcome> editSecret(SecretEdit edit) {
        return editSecret(Ids.random(), edit);
    }

    /** Edits a secret but not its value. */
    public CompletableFuture<Outcome> editSecret(String commandId, SecretEdit edit) {
        return send(commandId, command(edit, Optional.empty()));
    }

    /** Edits a secret and gives it a new value, under a new random command id. */
    public CompletableFuture<Outcome> editSecret(SecretEdit edit, PlainValue value) {
        return editSecret(Ids.random(), edit, value);
    }

    /** Edits a secret and gives it a new value, which has been read when this returns. */
    public CompletableFuture<Outcome> editSecret(String commandId, SecretEdit edit, PlainValue value) {
        return withValue(commandId, edit.projectId(), edit.secretId(), value, ref -> command(edit, Optional.of(ref)));
    }

    /** Edits a secret and gives it a value that others have sealed. All of its chunks were sent before, and confirmed. */
    public CompletableFuture<Outcome> editSecret(String commandId, SecretEdit edit, ValueRef sealed) {
        return send(commandId, command(edit, Optional.of(sealed)));
    }

    /**
     * Sends one chunk of a value that others have sealed. The chunks of a value go in order, index 0 first and each once,
     * before the command that claims them. The future completes when Kafka has the chunk safe, or fails with a {@link
     * CommandUnavailableException}: then the same chunk may be sent again, before any later one; it is taken once.
     *
     * @throws IllegalArgumentException where the chunk has not the form that {@link ChunkForm} asks for
     */
    public CompletableFuture<@Nullable Void> sendChunk(String projectId, ValueChunk chunk) {
        ChunkForm.fault(projectId, chunk).ifPresent(fault -> {
            throw new IllegalArgumentException(fault.message());
        });
        return chunks.send(projectId, chunk);
    }

    private static AddSecret command(NewSecret secret, ValueRef value) {
        return new AddSecret(
                secret.projectId(), secret.actor(), secret.secretId(), secret.name(), secret.description(), value);
    }

    private static EditSecret command(SecretEdit edit, Optional<ValueRef> value) {
        return new EditSecret(
                edit.projectId(),
                edit.actor(),
                edit.secretId(),
                edit.name(),
                edit.description(),
                value.orElse(null),
                edit.expectedVersion());
    }

    /** Makes the command that is finally sent; chunks go ahead of it. */
    private interface Preparation {
        Command prepare() throws IOException;
    }

    private CompletableFuture<Outcome> withValue(
            String commandId,
            String projectId,
            String secretId,
            PlainValue value,
            Function<ValueRef, Command> command) {
        SealedUpload upload = new SealedUpload(sealer, projectId, secretId, Ids.random(), value);
        Optional<Rejected> fault = upload.fault();
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(fault.get());
        }
        return attempt(
                commandId,
                command.apply(upload.announced()),
                () -> command.apply(new ChunkUpload(sender, mostBlocking).send(projectId, upload)));
    }

    /** @param draft as large as the command that will be sent, and of the same form */
    private CompletableFuture<Outcome> attempt(String commandId, Command draft, Preparation preparation) {
        Optional<Rejected> fault =
                LocalRules.fault(commandId, draft).or(() -> LocalRules.tooLarge(codec.seal(commandId, 0, draft)));
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(fault.get());
        }
        try {
            int replyPartition = address.await(commandId, mostBlocking);
            Command command = preparation.prepare();
            return send(commandId, command.projectId(), codec.seal(commandId, replyPartition, command));
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(CommandUnavailableException.notSent(
                    commandId, ReplyAddress.notSent(commandId, String.valueOf(e.getMessage())), e));
        } catch (IOException | CommandUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IllegalStateException e) {
            if (!closed) {
                throw e;
            }
            return CompletableFuture.failedFuture(CommandUnavailableException.notSent(
                    commandId, ReplyAddress.notSent(commandId, "The client was closed"), e));
        }
    }

    private CompletableFuture<Outcome> send(String commandId, String projectId, byte[] record) {
        CompletableFuture<Outcome> answer = pending.expect(commandId);
        try {
            // Whoever ends the reading says so first and then fails what waits: this one may have come in between.
            address.await(commandId, Duration.ZERO);
            sender.send(projectId, record, (metadata, failure) -> {
                if (failure != null) {
                    pending.fail(commandId, unconfirmed(commandId, failure));
                }
            });
        } catch (CommandUnavailableException e) {
            pending.fail(commandId, e);
        } catch (KafkaException | IllegalStateException e) {
            pending.fail(commandId, unconfirmed(commandId, e));
        }
        return answer;
    }

    private static CommandUnavailableException unconfirmed(String commandId, Exception failure) {
        return CommandUnavailableException.unconfirmed(
                commandId,
                "Kafka did not confirm command " + commandId + ": " + failure.getMessage() + "."
                        + PendingAnswers.unknown(commandId),
                failure);
    }

    /** Whether answers are read now, as far as is known: without that nothing is sent. */
    public boolean isReachable() {
        return !closed && address.isServed();
    }

    /** Fails what still waits, and returns within some seconds. */
    @Override
    public void close() {
        closed = true;
        reader.close();
        producer.close(CLOSE_WITHIN);
        boolean interrupted = Thread.interrupted();
        try {
            readerThread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        address.over(null);
        pending.failAll("The client was closed.", null);
        executor.shutdown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task, String what) {
        Thread thread = new Thread(task, "secrets-client-" + what);
        thread.setDaemon(true);
        return thread;
    }
}
