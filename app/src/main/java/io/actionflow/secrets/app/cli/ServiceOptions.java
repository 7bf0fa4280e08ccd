package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.ApiConfig;
import io.actionflow.secrets.app.config.ServiceConfig;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.app.management.ServiceMetrics;
import io.actionflow.secrets.app.service.Service;
import io.actionflow.secrets.app.service.ServiceSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** How a process gets its configuration, and how it lives: it starts, says that it is ready, and ends by a signal. */
final class ServiceOptions {

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = {
                "A properties file. Kafka's own setting names pass through to its clients and to Kafka Streams; ours begin"
                        + " with 'secrets.'. The files in examples/ name them all."
            })
    private Path config = Path.of("");

    /** Starts one kind of service. */
    interface Starter {
        Service start(ServiceSetup setup) throws Exception;
    }

    /** Runs the service until a signal ends this process, or until it fails for good. */
    int run(ServiceKind kind, Starter starter, PrintWriter out) throws Exception {
        String name = kind.name();
        ServiceConfig loaded = load(kind);
        try (ServiceMetrics metrics = new ServiceMetrics(name);
                Monitored monitored = Monitored.start(ApiConfig.management(loaded, kind.management()), metrics);
                Service service = start(starter, ServiceSetup.of(loaded, metrics.registry()))) {
            monitored.is(service);
            throw ServiceLife.of(name, service)
                    .stoppedBy(monitored::stop)
                    .live(() -> out.println("secrets " + name + ": ready"));
        }
    }

    private ServiceConfig load(ServiceKind kind) {
        Set<Setting> required = EnumSet.copyOf(kind.keys());
        required.add(Setting.STATE_DIRECTORY);
        return kind.hasApi() ? ServiceConfig.loadForApi(config, required) : ServiceConfig.load(config, required);
    }

    private Service start(Starter starter, ServiceSetup setup) throws Exception {
        try {
            return starter.start(setup);
        } catch (IllegalArgumentException e) {
            // Settings are all that was given: one of them is what can't be.
            throw new CommandFailure(
                    ExitStatus.USAGE, "CONFIGURATION", String.valueOf(e.getMessage()), "Correct " + config);
        }
    }
}
