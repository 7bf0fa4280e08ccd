package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.app.management.Health;
import io.actionflow.secrets.commands.processor.CommandProcessorService;
import io.actionflow.secrets.commands.processor.ErasureSettings;
import io.actionflow.secrets.commands.processor.MatchSettings;
import io.actionflow.secrets.commands.processor.ProcessorKeys;
import io.actionflow.secrets.commands.processor.ProcessorSettings;
import io.actionflow.secrets.schemas.command.CommandSignatures;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.KafkaStreams;

/** A command processor. */
public final class ProcessorService implements Service {

    private final LiveKeys keys;
    private final CommandProcessorService processor;

    private ProcessorService(LiveKeys keys, CommandProcessorService processor) {
        this.keys = keys;
        this.processor = processor;
    }

    /** Starts with Kafka's settings, {@code bootstrap.servers} and {@code state.dir} among them. */
    public static ProcessorService start(Map<String, ?> kafka, KeyFiles keys)
            throws IOException, GeneralSecurityException {
        return start(ProcessorSettings.of(kafka), keys, new SimpleMeterRegistry());
    }

    /** Starts in a process of its own. */
    public static ProcessorService start(ServiceSetup setup) throws IOException, GeneralSecurityException {
        ErasureSettings defaults = ErasureSettings.DEFAULTS;
        ErasureSettings erasure = new ErasureSettings(
                setup.config().duration(Setting.PROCESSOR_RETENTION).orElse(defaults.retention()),
                setup.config().duration(Setting.PROCESSOR_BEAT_INTERVAL).orElse(defaults.beatEvery()));
        MatchSettings matches = MatchSettings.USUAL;
        int matchesPerHour = setup.config().count(Setting.MATCHES_PER_HOUR).orElse(matches.perHour());
        ProcessorSettings settings = ProcessorSettings.of(setup.kafka())
                .withErasure(erasure)
                .withMatches(new MatchSettings(matchesPerHour, matches.answeredWithin()))
                .withCheckpointEvery(
                        setup.config().millis(Setting.CHECKPOINT_EVERY_MS).orElse(ProcessorSettings.CHECKPOINT_EVERY));
        return start(settings, setup.keys(), setup.meters());
    }

    /** The same, and counts there. */
    public static ProcessorService start(ProcessorSettings settings, KeyFiles keys, MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        LiveKeys live = LiveKeys.of(keys, meters);
        try {
            ProcessorKeys processorKeys = ProcessorKeys.of(
                            MetadataCipher.of(live.metadata()),
                            KeyedHash.of(keys.lookup()),
                            CheckpointSigner.of(live.checkpointPrivate()))
                    .believing(CommandSignatures.of(keys.resolverPublic()));
            return new ProcessorService(live, CommandProcessorService.start(settings, processorKeys, meters));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            live.close();
            throw e;
        }
    }

    @Override
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        processor.awaitRunning(timeout);
    }

    @Override
    public Optional<Throwable> failure() {
        return processor.failure();
    }

    @Override
    public Health health() {
        return Health.ofNothing()
                .living("processor", () -> failure().map(failure -> "it stopped for good; its log says why"))
                .ready(
                        "processor",
                        () -> processor.state() == KafkaStreams.State.RUNNING
                                ? Optional.empty()
                                : Optional.of("it is " + processor.state()));
    }

    @Override
    public void close() {
        processor.close();
        keys.close();
    }
}
