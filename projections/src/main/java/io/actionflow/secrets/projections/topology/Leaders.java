package io.actionflow.secrets.projections.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the leader of every assigned partition for a sign of life. The consumers' metrics can't tell that one of several
 * brokers is away: the others go on answering.
 */
final class Leaders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leaders.class);
    private static final int PATIENCE_MS = 1000;

    private final Admin admin;
    private volatile Instant answered = Instant.MIN;

    Leaders(Map<String, Object> kafka) {
        this.admin = Admin.create(kafka);
    }

    /** When all leaders were last asked and have answered. */
    Instant answered() {
        return answered;
    }

    /** Asks them; blocks for about a second at most. */
    void ask(Set<TopicPartition> assigned) {
        Instant asked = InstantSource.system().instant();
        try {
            admin.listOffsets(
                            assigned.stream().collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest())),
                            new ListOffsetsOptions().timeoutMs(PATIENCE_MS))
                    .all()
                    .get();
            answered = asked;
        } catch (ExecutionException e) {
            LOG.debug("Not every leader answered", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
