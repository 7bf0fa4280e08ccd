package io.actionflow.secrets.app.system;

import io.actionflow.secrets.projections.topology.InstanceId;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.resolver.report.ReporterSettings;
import io.actionflow.secrets.resolver.report.ResolverReporter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A projection that reports what it serves, to be stopped in either way. */
final class LiveResolver implements AutoCloseable {

    private final String id;
    private final KafkaProjection projection;
    private final Producer<byte[], byte[]> producer;
    private final ResolverReporter reporter;

    private LiveResolver(String id, KafkaProjection projection, Producer<byte[], byte[]> producer, String group) {
        this.id = id;
        this.projection = projection;
        this.producer = producer;
        this.reporter = ResolverReporter.start(
                projection,
                ReporterSettings.of(id, group, "https://" + id + ".example.com"),
                producer,
                InstantSource.system(),
                new SimpleMeterRegistry());
    }

    /** Starts to read under the application id, and to report; returns before it has caught up. */
    static LiveResolver start(String bootstrapServers, TestKeys keys, String applicationId, Path stateDirectory) {
        Map<String, Object> kafka = Map.of(
                "bootstrap.servers", bootstrapServers,
                "application.id", applicationId,
                "state.dir", stateDirectory.toString());
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
        return new LiveResolver(
                InstanceId.of(stateDirectory), KafkaProjection.start(kafka, keys.reading()), producer, applicationId);
    }

    String id() {
        return id;
    }

    KafkaProjection projection() {
        return projection;
    }

    /** Ends it as a crash does: it says nothing. */
    void die() {
        producer.close(Duration.ZERO);
        projection.close();
    }

    @Override
    public void close() {
        reporter.close();
        projection.close();
    }
}
