package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.fixture.SecuredFixture;
import io.actionflow.secrets.app.topics.AclAdmin;
import io.actionflow.secrets.app.topics.TopicAdmin;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.processor.CommandProcessorService;
import io.actionflow.secrets.commands.processor.ProcessorSettings;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.resolver.report.ReporterSettings;
import io.actionflow.secrets.resolver.report.ResolverReporter;
import io.actionflow.secrets.schemas.topic.Party;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** The whole system on a broker that checks rights, each part of it under its own principal and with its own rights only. */
final class SecuredSystem implements AutoCloseable {

    static final String PROCESSOR = "secret-processor";
    static final String RESOLVER = "secret-resolver";
    static final String EDITOR = "secret-editor";
    static final String AUDITOR = "secret-auditor";
    static final String OPERATOR = "secret-operator";
    static final String STRANGER = "stranger";

    private static final int PARTITIONS = 2;

    private final TestKeys keys = TestKeys.generate();
    private final SecuredFixture broker;
    private final CommandProcessorService processor;
    private final KafkaProjection projection;
    private final ResolverReporter reporter;
    private final CommandClient client;

    private SecuredSystem(Path directory) throws Exception {
        broker = new SecuredFixture(
                directory.resolve("broker"), List.of(PROCESSOR, RESOLVER, EDITOR, AUDITOR, OPERATOR, STRANGER));
        setUp();
        processor = newProcessor(directory);
        projection = KafkaProjection.start(service(RESOLVER, directory), keys.reading());
        reporter = ResolverReporter.start(
                projection,
                ReporterSettings.of("resolver-1", RESOLVER, null),
                broker.as(RESOLVER),
                new SimpleMeterRegistry());
        client = CommandClient.connect(ClientSettings.of(broker.as(EDITOR)), keys.cipher(), keys.sealer());
        processor.awaitRunning(SystemFixture.PATIENCE);
        projection.awaitCaughtUp(SystemFixture.PATIENCE);
    }

    static SecuredSystem start(Path directory) throws Exception {
        return new SecuredSystem(directory);
    }

    SecuredFixture broker() {
        return broker;
    }

    KafkaProjection projection() {
        return projection;
    }

    CommandClient client() {
        return client;
    }

    /** One more with state of its own, which its caller closes. */
    CommandProcessorService newProcessor(Path directory) {
        return CommandProcessorService.start(
                ProcessorSettings.of(service(PROCESSOR, directory)), keys.processing(), new SimpleMeterRegistry());
    }

    /** Root makes an operator, and the operator does the rest. */
    private void setUp() throws Exception {
        try (Admin root = broker.admin();
                Admin operator = admin(OPERATOR)) {
            new AclAdmin(root, Map.of(Party.OPERATOR, Set.of("User:" + OPERATOR))).grant();
            new TopicAdmin(operator).create(OptionalInt.of(PARTITIONS), TopicAdmin.BROKER_DEFAULT_REPLICATION);
            new AclAdmin(
                            operator,
                            Map.of(
                                    Party.PROCESSOR, Set.of("User:" + PROCESSOR),
                                    Party.RESOLVER, Set.of("User:" + RESOLVER),
                                    Party.EDITOR, Set.of("User:" + EDITOR),
                                    Party.AUDITOR, Set.of("User:" + AUDITOR)))
                    .grant();
        }
    }

    Admin admin(String user) {
        return Admin.create(Map.copyOf(broker.as(user)));
    }

    private Map<String, Object> service(String user, Path directory) {
        Map<String, Object> kafka = new HashMap<>(broker.as(user));
        kafka.put("state.dir", directory.resolve(user).toString());
        return kafka;
    }

    @Override
    public void close() {
        client.close();
        reporter.close();
        projection.close();
        processor.close();
        broker.close();
    }
}
