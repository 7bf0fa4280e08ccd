package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.Address;
import io.actionflow.secrets.app.dev.DevSettings;
import io.actionflow.secrets.app.dev.DevSystem;
import io.actionflow.secrets.app.dev.DevTokens;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything in one process. */
@Command(
        name = "dev",
        description = {
            "Run everything in one process, for development: a Kafka broker, a processor, a resolver and an editor API.",
            "It listens on this machine alone. What it keeps stands in one directory, and outlives Ctrl-C and kill -9.",
            "All keys are in this one process: run the services apart, each with its own keys, where it matters."
        },
        footer = {
            "",
            "In another terminal:",
            "  export SECRETS_TOKEN_FILE=.secrets/tokens/editor SECRETS_RESOLVER_TOKEN_FILE=.secrets/tokens/worker",
            "  export SECRETS_PROJECT=weather",
            "  secrets project create weather",
            "  secrets secret add 'Weather API key' --id weather-api-key"
        },
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".secrets",
            description = "Where everything is kept. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("");

    @Option(
            names = "--editor-listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8470",
            description = "Where the editor API listens. Default: ${DEFAULT-VALUE}.")
    private String editor = "";

    @Option(
            names = "--resolver-listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8480",
            description = "Where the resolver API listens. Default: ${DEFAULT-VALUE}.")
    private String resolver = "";

    @Option(
            names = "--management-listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9464",
            description = "Where metrics and health are answered. Default: ${DEFAULT-VALUE}.")
    private String management = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        DevSettings settings = new DevSettings(
                data,
                address("--editor-listen", editor),
                address("--resolver-listen", resolver),
                address("--management-listen", management));
        try (DevSystem system = DevSystem.start(settings)) {
            throw ServiceLife.of("dev", system).live(() -> announce(system));
        }
    }

    private static InetSocketAddress address(String option, String text) {
        return Address.parse(text)
                .orElseThrow(() -> new CommandFailure(
                        ExitStatus.USAGE, "USAGE", option + " is no address: " + text, "Say 127.0.0.1:8470"));
    }

    private void announce(DevSystem system) throws Exception {
        // Made first: whoever waits for the first line may read them at once.
        Path editorToken = system.editorToken();
        Path workerToken = system.workerToken();
        PrintWriter out = spec.commandLine().getOut();
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
        out.println("secrets dev: ready after " + String.format(Locale.ROOT, "%.1f", seconds) + " s");
        out.println("  editor API    " + system.editorAddress() + "  described at /openapi.yaml");
        out.println("  resolver API  " + system.resolverAddress() + "  described at /openapi.yaml");
        out.println("  monitoring    " + system.managementAddress() + "/metrics");
        out.println("  Kafka         " + system.bootstrapServers());
        out.println("  data          " + data.toAbsolutePath().normalize());
        out.println();
        out.println("Tokens for 30 days, as '" + DevTokens.SUBJECT + "' and for a worker of all projects:");
        out.println(
                "  export SECRETS_SERVER=" + system.editorAddress() + " SECRETS_RESOLVER=" + system.resolverAddress());
        out.println("  export SECRETS_TOKEN_FILE=" + editorToken);
        out.println("  export SECRETS_RESOLVER_TOKEN_FILE=" + workerToken);
        out.flush();
    }
}
