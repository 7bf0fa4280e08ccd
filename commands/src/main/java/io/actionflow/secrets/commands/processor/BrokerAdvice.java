package io.actionflow.secrets.commands.processor;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of brokers without which the system works too, but slower. Nothing depends on them but time. */
public final class BrokerAdvice {

    static final String BACKOFF = "add.partitions.to.txn.retry.backoff.ms";

    private static final Logger LOG = LoggerFactory.getLogger(BrokerAdvice.class);

    private BrokerAdvice() {}

    /** What an operator could improve, a sentence each; nothing where the brokers don't let us look. */
    public static List<String> of(Admin admin) {
        try {
            Collection<Node> nodes = admin.describeCluster().nodes().get();
            List<ConfigResource> brokers = nodes.stream()
                    .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                    .toList();
            return admin.describeConfigs(brokers).all().get().values().stream()
                    .flatMap(config -> of(config).stream())
                    .distinct()
                    .toList();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            // Whoever runs a processor need not be allowed to look at the brokers.
            LOG.debug("The settings of the brokers can't be looked at", e);
            return List.of();
        }
    }

    /** What an operator should know of a broker's settings, if anything. */
    static Optional<String> of(Config config) {
        ConfigEntry backoff = config.get(BACKOFF);
        return backoff == null || backoff.value() == null || Long.parseLong(backoff.value()) <= 1
                ? Optional.empty()
                : Optional.of("The brokers' " + BACKOFF + " is " + backoff.value()
                        + ": set it to 1, or a command that follows another closely is answered some 25 ms later");
    }
}
