package io.actionflow.secrets.app.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Option;

/** The options that name a cluster, as Kafka's own tools have them. */
final class BrokerOptions {

    @Option(
            names = "--bootstrap-server",
            required = true,
            paramLabel = "HOST:PORT",
            description = "One or more brokers of the cluster, separated by commas.")
    private String bootstrapServer = "";

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "A properties file with settings of Kafka's admin client: security, timeouts.")
    private Optional<Path> commandConfig = Optional.empty();

    Admin connect() throws IOException {
        Properties properties = new Properties();
        // Somebody waits at a terminal: Kafka's default of a minute is long there. The file may say otherwise.
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        if (commandConfig.isPresent()) {
            try (Reader reader = Files.newBufferedReader(commandConfig.get())) {
                properties.load(reader);
            }
        }
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer);
        return Admin.create(properties);
    }
}
