package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.auth.Authenticator;
import io.actionflow.secrets.app.auth.JwtAuthenticator;
import io.actionflow.secrets.app.auth.JwtSettings;
import io.actionflow.secrets.app.auth.TokenKeys;
import io.actionflow.secrets.app.auth.TokenMinter;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.editor.fixture.EditorClient;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.app.http.HttpSettings;
import io.actionflow.secrets.app.service.EditorService;
import io.actionflow.secrets.app.service.EditorSettings;
import io.actionflow.secrets.app.service.ProcessorService;
import io.actionflow.secrets.projections.topology.InstanceId;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.projections.topology.ReadTopology;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.report.ReporterSettings;
import io.actionflow.secrets.resolver.report.ResolverReporter;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A broker, a processor, a resolver that reports, and editor APIs with real tokens, in this process. */
final class EditorSystem implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String AUDIENCE = "secret-editor-api";
    private static final int PARTITIONS = 4;

    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final Path directory;
    private final EmbeddedFixture broker;
    private final KeyFiles keys;
    private final TokenMinter tokens;
    private final ProcessorService processor;
    private final Resolver resolver;

    private EditorSystem(Path directory) throws Exception {
        this.directory = directory;
        Files.createDirectories(directory);
        KeyDirectory.create(directory.resolve("keys"));
        this.keys = KeyFiles.in(directory.resolve("keys"));
        this.tokens = TokenMinter.create(directory.resolve("tokens"));
        this.broker = started(BrokerFixture.embedded(directory.resolve("broker")), EmbeddedFixture::close);
        broker.createTopics(PARTITIONS);
        this.processor = started(ProcessorService.start(kafka("processor"), keys), ProcessorService::close);
        KafkaProjection projection = started(
                KafkaProjection.start(
                        kafka("resolver"),
                        ReadTopology.Settings.of(MetadataCipher.of(keys.metadata()), KeyedHash.of(keys.lookup()))),
                KafkaProjection::close);
        this.resolver = started(Resolver.of(projection, keys.valuePrivate()), Resolver::close);
        String id = InstanceId.of(directory.resolve("resolver"));
        started(
                ResolverReporter.start(
                        projection,
                        ReporterSettings.of(id, "secret-resolver", "http://127.0.0.1:1"),
                        kafka("resolver"),
                        new SimpleMeterRegistry()),
                ResolverReporter::close);
        processor.awaitReady(PATIENCE);
        projection.awaitCaughtUp(PATIENCE);
    }

    static EditorSystem start(Path directory) throws Exception {
        return new EditorSystem(directory);
    }

    EmbeddedFixture broker() {
        return broker;
    }

    ProcessorService processor() {
        return processor;
    }

    Resolver resolver() {
        return resolver;
    }

    /** One more editor API, ready. */
    EditorService editor(String name) throws Exception {
        Authenticator authenticator = new JwtAuthenticator(
                new JwtSettings(TokenMinter.ISSUER, AUDIENCE),
                TokenKeys.ofFile(directory.resolve("tokens").resolve(TokenMinter.JWKS_FILE)),
                InstantSource.system());
        EditorService editor = started(
                EditorService.start(
                        kafka(name),
                        keys,
                        EditorSettings.of(HttpSettings.onLoopback(0), authenticator),
                        new SimpleMeterRegistry()),
                EditorService::close);
        editor.awaitReady(PATIENCE);
        return editor;
    }

    EditorClient client(EditorService editor, String subject) throws Exception {
        return new EditorClient(editor.address(), token(subject, AUDIENCE));
    }

    String token(String subject, String audience) throws Exception {
        return tokens.mint(TokenMinter.ISSUER, subject, audience, Set.of(), Duration.ofHours(1));
    }

    private Map<String, Object> kafka(String name) {
        Map<String, Object> kafka = new HashMap<>();
        kafka.put("bootstrap.servers", broker.bootstrapServers());
        kafka.put("state.dir", directory.resolve(name).toString());
        return kafka;
    }

    private <T> T started(T part, Consumer<T> stop) {
        stops.push(() -> stop.accept(part));
        return part;
    }

    @Override
    public void close() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }
}
