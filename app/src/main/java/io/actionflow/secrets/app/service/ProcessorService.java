package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.app.management.Health;
import io.actionflow.secrets.commands.processor.CommandProcessorService;
import io.actionflow.secrets.commands.processor.MatchSettings;
import io.actionflow.secrets.commands.processor.ProcessorKeys;
import io.actionflow.secrets.commands.processor.ProcessorSettings;
import io.actionflow.secrets.schemas.command.CommandSignatures;
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

    private final CommandProcessorService processor;

    private ProcessorService(CommandProcessorService processor) {
        this.processor = processor;
    }

    /** Starts with Kafka's settings, {@code bootstrap.servers} and {@code state.dir} among them. */
    public static ProcessorService start(Map<String, ?> kafka, KeyFiles keys)
            throws IOException, GeneralSecurityException {
        return start(kafka, keys, new SimpleMeterRegistry());
    }

    /** Starts in a process of its own. */
    public static ProcessorService start(ServiceSetup setup) throws IOException, GeneralSecurityException {
        ProcessorSettings usual = ProcessorSettings.of(setup.kafka());
        int perHour = setup.config()
                .count(Setting.MATCHES_PER_HOUR)
                .orElse(usual.matches().perHour());
        return start(
                usual.withMatches(new MatchSettings(perHour, usual.matches().answeredWithin())),
                setup.keys(),
                setup.meters());
    }

    /** The same, and counts there. */
    public static ProcessorService start(Map<String, ?> kafka, KeyFiles keys, MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        return start(ProcessorSettings.of(kafka), keys, meters);
    }

    private static ProcessorService start(ProcessorSettings settings, KeyFiles keys, MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        ProcessorKeys processorKeys = ProcessorKeys.of(MetadataCipher.of(keys.metadata()), KeyedHash.of(keys.lookup()))
                .believing(CommandSignatures.of(keys.resolverPublic()));
        return new ProcessorService(CommandProcessorService.start(settings, processorKeys, meters));
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
    }
}
