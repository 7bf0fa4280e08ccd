package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.editor.Commands;
import io.actionflow.secrets.app.editor.EditorApi;
import io.actionflow.secrets.app.editor.EditorParts;
import io.actionflow.secrets.app.editor.index.Memberships;
import io.actionflow.secrets.app.editor.index.ProjectIndexes;
import io.actionflow.secrets.app.http.ApiServer;
import io.actionflow.secrets.app.management.Health;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.projections.live.ResolverDirectory;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.projections.topology.ReadConfig;
import io.actionflow.secrets.projections.topology.ReadTopology;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;

/**
 * An editor API: it reads the whole log under a name of its own, so that any instance answers for any project, and sends
 * commands.
 */
public final class EditorService implements Service {

    /** What the consumer group of an instance begins with. */
    public static final String APPLICATION_ID = "secret-editor-api";

    private static final int WORKERS = 4;
    private static final int LIST_MAKERS = 2;

    private final Stops stops = new Stops();
    private final Duration oldest;
    private final KafkaProjection projection;
    private final Memberships memberships;
    private final CommandClient client;
    private final ResolverDirectory directory;
    private final SealingKey sealingKey;
    private final ApiServer server;

    private EditorService(Map<String, Object> kafka, KeyFiles keys, EditorSettings settings, MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        oldest = settings.oldest();
        try {
            LiveKeys live = LiveKeys.of(keys, meters);
            stops.started(live, live::close);
            MetadataCipher metadata = MetadataCipher.of(live.metadata());
            ReadTopology.Settings reading = ReadTopology.Settings.of(metadata, KeyedHash.of(keys.lookup()));
            SealingKey sealing = SealingKey.start(live.valuePublic(), settings.isKeyPinned(), kafka, metadata);
            sealingKey = stops.started(sealing, sealing::close);
            live.alsoDo(sealingKey::refresh);
            ExecutorService executor = Executors.newFixedThreadPool(WORKERS, work -> daemon(work, "editor-worker"));
            stops.started(executor, executor::shutdownNow);
            // A list of many secrets takes seconds to make: nobody who waits for an event is to wait for that as well.
            ExecutorService lists = Executors.newFixedThreadPool(LIST_MAKERS, work -> daemon(work, "editor-lists"));
            stops.started(lists, lists::shutdownNow);
            ScheduledExecutorService timer =
                    Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "editor-timer"));
            stops.started(timer, timer::shutdownNow);
            KafkaProjection reader = KafkaProjection.start(kafka, reading);
            projection = stops.started(reader, reader::close);
            projection.measure(meters);
            memberships = Memberships.over(projection);
            // Handlers seal by themselves; this client only sends what was sealed.
            ValueSealer unused = ValueSealer.of(keys.valuePublic());
            CommandClient commands = CommandClient.connect(ClientSettings.of(kafka), metadata, unused);
            client = stops.started(commands, commands::close);
            ResolverDirectory resolvers = ResolverDirectory.start(kafka);
            directory = stops.started(resolvers, resolvers::close);
            EditorParts parts = new EditorParts(
                    projection,
                    ProjectIndexes.over(projection, settings.indexBytes(), lists),
                    memberships,
                    Commands.of(client),
                    directory::liveness,
                    sealingKey::sealer,
                    settings.oldest(),
                    InstantSource.system(),
                    executor,
                    timer);
            ApiServer api = ApiServer.start(settings.http(), EditorApi.routes(parts), settings.authenticator(), meters);
            server = stops.started(api, api::close);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            stops.close();
            throw e;
        }
    }

    /** Starts in a process of its own. */
    public static EditorService start(ServiceSetup setup) throws IOException, GeneralSecurityException {
        return start(setup.kafka(), setup.keys(), EditorSettings.of(setup.config()), setup.meters());
    }

    /** Starts with Kafka's settings, {@code bootstrap.servers} and {@code state.dir} among them. */
    public static EditorService start(
            Map<String, ?> kafka, KeyFiles keys, EditorSettings settings, MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        Map<String, Object> complete = new HashMap<>(kafka);
        Path stateDirectory = Path.of(String.valueOf(kafka.get("state.dir")));
        String applicationId = ReadConfig.ownApplicationId(APPLICATION_ID, stateDirectory);
        Object chosen = complete.put("application.id", applicationId);
        if (chosen != null) {
            throw new IllegalArgumentException(
                    "application.id can't be set: each editor API reads everything, under a name of its own");
        }
        return new EditorService(complete, keys, settings, meters);
    }

    /** Where the API listens. */
    public URI address() {
        return server.address();
    }

    @Override
    public Health health() {
        return Health.ofNothing()
                .living("reader", () -> failure().map(failure -> "reading stopped"))
                .ready("state", this::staleness)
                .ready("members", () -> memberships.isLoaded() ? Optional.empty() : Optional.of("not read yet"))
                .ready("value-key", () -> sealingKey.isReady() ? Optional.empty() : Optional.of("not known yet"))
                .ready(
                        "commands",
                        () -> client.isReachable() ? Optional.empty() : Optional.of("Kafka can't be reached"));
    }

    private Optional<String> staleness() {
        if (!projection.freshness().everCaughtUp()) {
            return Optional.of("the log has not been read to its end yet");
        }
        boolean isOld = projection.freshness().age(Instant.now()).compareTo(oldest) > 0;
        return isOld ? Optional.of("Kafka has not been heard from for too long") : Optional.empty();
    }

    @Override
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        projection.awaitCaughtUp(timeout);
        memberships.load(projection::projects);
        directory.awaitReady(timeout);
        sealingKey.awaitReady(timeout);
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(projection.failure());
    }

    /** Answers what was asked, then stops. */
    @Override
    public void close() {
        stops.close();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
