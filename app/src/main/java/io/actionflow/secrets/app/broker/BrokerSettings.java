package io.actionflow.secrets.app.broker;

import io.actionflow.secrets.schemas.Limits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where the embedded broker keeps its data, on which port it listens, and which of Kafka's settings differ from ours.
 *
 * @param dataDirectory made and formatted if need be, used again as it is otherwise
 * @param port 0 for any that is free
 * @param overrides Kafka's names and values; they win over ours
 */
public record BrokerSettings(Path dataDirectory, int port, Map<String, String> overrides) {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final String HOST = "127.0.0.1";
    private static final int MIB = 1024 * 1024;

    public BrokerSettings {
        overrides = Map.copyOf(overrides);
    }

    public static BrokerSettings in(Path dataDirectory) {
        return new BrokerSettings(dataDirectory, 0, Map.of());
    }

    public BrokerSettings onPort(int chosen) {
        return new BrokerSettings(dataDirectory, chosen, overrides);
    }

    /** With one more setting of Kafka's. */
    public BrokerSettings with(String name, Object value) {
        Map<String, String> more = new HashMap<>(overrides);
        more.put(name, value.toString());
        return new BrokerSettings(dataDirectory, port, more);
    }

    static String address(int port) {
        return HOST + ":" + port;
    }

    Properties toProperties(int clientPort, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(identity(clientPort, controllerPort));
        properties.putAll(oneNode());
        properties.putAll(largeRecords());
        properties.putAll(quickAndSmall());
        properties.putAll(overrides);
        return properties;
    }

    private Map<String, String> identity(int clientPort, int controllerPort) {
        String clients = "PLAINTEXT://" + address(clientPort);
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "log.dirs",
                dataDirectory.toAbsolutePath().toString(),
                "listeners",
                clients + "," + CONTROLLER + "://" + address(controllerPort),
                "advertised.listeners",
                clients,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "controller.listener.names",
                CONTROLLER,
                "controller.quorum.voters",
                NODE_ID + "@" + address(controllerPort));
    }

    private static Map<String, String> oneNode() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    private static Map<String, String> largeRecords() {
        return Map.of(
                "message.max.bytes", Integer.toString(Limits.MAX_RECORD_BYTES),
                "replica.fetch.max.bytes", Integer.toString(Limits.MAX_RECORD_BYTES),
                // A request holds a batch for each of several partitions.
                "socket.request.max.bytes", Integer.toString(4 * Limits.MAX_RECORD_BYTES),
                "socket.send.buffer.bytes", Integer.toString(MIB),
                "socket.receive.buffer.bytes", Integer.toString(MIB));
    }

    private static Map<String, String> quickAndSmall() {
        return Map.of(
                "auto.create.topics.enable", "false",
                // A transaction that follows another closely would else be put off by 20 ms.
                "add.partitions.to.txn.retry.backoff.ms", "1",
                "group.initial.rebalance.delay.ms", "0",
                // After a kill -9 the controller waits so long for the broker that it was, before it takes it in again.
                "broker.session.timeout.ms", "2000",
                "broker.heartbeat.interval.ms", "400",
                // Taken from the heap at start: the default of 128 MiB is for brokers with a machine of their own.
                "log.cleaner.dedupe.buffer.size", Integer.toString(8 * MIB),
                // Set aside for every segment of every partition; still enough for segments of 1 GiB.
                "log.index.size.max.bytes", Integer.toString(2 * MIB),
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2");
    }
}
