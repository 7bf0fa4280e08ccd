package io.actionflow.secrets.app.topics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of brokers that the system works without, but slower. */
public final class BrokerAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerAdvice.class);
    private static final String RETRY_BACKOFF = "add.partitions.to.txn.retry.backoff.ms";

    private BrokerAdvice() {}

    /** What an operator could improve, a sentence each; nothing where the brokers don't let us look. */
    public static List<String> of(Admin admin) {
        try {
            return retryBackoff(brokerConfigs(admin));
        } catch (ExecutionException e) {
            LOG.debug("The brokers' settings can't be read", e);
            return List.of();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Collection<Config> brokerConfigs(Admin admin) throws ExecutionException, InterruptedException {
        List<ConfigResource> brokers = admin.describeCluster().nodes().get().stream()
                .map(Node::idString)
                .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id))
                .toList();
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(brokers).all().get();
        return configs.values();
    }

    private static List<String> retryBackoff(Collection<Config> configs) {
        return configs.stream()
                .map(config -> config.get(RETRY_BACKOFF))
                .filter(entry -> entry != null && isOverOne(entry))
                .limit(1)
                .map(entry -> "set " + RETRY_BACKOFF + "=1 on every broker (found " + entry.value()
                        + "): without it one command in ten takes about 25 ms longer")
                .toList();
    }

    private static boolean isOverOne(ConfigEntry entry) {
        return entry.value() != null && Integer.parseInt(entry.value()) > 1;
    }
}
