package io.actionflow.secrets.app.cli.keys;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.keys.KeyPlace;
import io.actionflow.secrets.app.keys.KeyStore;
import io.actionflow.secrets.app.keys.KeysOnKafka;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;

/** Where the keys are, and which cluster knows who uses them. */
final class KeyOptions {

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "The directory that 'secrets keys init' made, or one with some of its files.")
    private Path directory = Path.of("");

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "One or more brokers of the cluster, separated by commas.")
    private Optional<String> bootstrapServer = Optional.empty();

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "A properties file with settings of Kafka's clients: security, timeouts.")
    private Optional<Path> commandConfig = Optional.empty();

    @Option(
            names = "--resolvers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many resolvers there are at least. One that has been silent for a minute is not heard of"
                    + " otherwise. Default: ${DEFAULT-VALUE}.")
    private int resolvers = 1;

    KeyStore store() {
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure(
                    ExitStatus.USAGE, "USAGE", directory + " is no directory of keys", "Name the one that has them");
        }
        return KeyStore.in(directory);
    }

    int resolvers() {
        return resolvers;
    }

    boolean namesCluster() {
        return bootstrapServer.isPresent();
    }

    /** Throws where no cluster is named. */
    KeysOnKafka connect() throws IOException, GeneralSecurityException, InterruptedException {
        try {
            return KeysOnKafka.connect(kafka(), MetadataCipher.of(store().read(KeyPlace.METADATA)));
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    ExitStatus.UNAVAILABLE, "UNAVAILABLE", String.valueOf(e.getMessage()), "Are all brokers running?");
        }
    }

    private Map<String, Object> kafka() throws IOException {
        Map<String, Object> kafka = new HashMap<>();
        // Somebody waits at a terminal: Kafka's default of a minute is long there. The file may say otherwise.
        kafka.put("request.timeout.ms", "5000");
        kafka.put("default.api.timeout.ms", "10000");
        kafka.put("max.block.ms", "10000");
        kafka.put("delivery.timeout.ms", "15000");
        if (commandConfig.isPresent()) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(commandConfig.get())) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(name -> kafka.put(name, properties.getProperty(name)));
        }
        kafka.put(
                "bootstrap.servers",
                bootstrapServer.orElseThrow(() -> new CommandFailure(
                        ExitStatus.USAGE,
                        "USAGE",
                        "Which resolvers have a key, only the cluster knows",
                        "Name it with --bootstrap-server")));
        return kafka;
    }
}
