package io.actionflow.secrets.app.examples;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.projections.topology.ReadTopology;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Run;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** A worker: what stands between the two marks stands in the README as well. */
final class WorkerExample {

    private WorkerExample() {}

    static void work(
            Map<String, Object> kafka,
            ReadTopology.Settings reading,
            KeysetHandle valueKeys,
            Function<ByteBuffer, Integer> api)
            throws Exception {
        // begin
        try (KafkaProjection projection = KafkaProjection.start(kafka, reading)) {
            projection.awaitCaughtUp(Duration.ofMinutes(1));
            try (Resolver resolver = Resolver.of(projection, valueKeys);
                    Run run = resolver.begin("weather", "daily-forecast").orElseThrow();
                    SecretValue key = run.resolve("call-api", "apiKey").orElseThrow()) {
                key.withBytes(api);
            }
        }
        // end
    }
}
