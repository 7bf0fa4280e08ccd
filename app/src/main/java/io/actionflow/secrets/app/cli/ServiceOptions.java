package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.config.ServiceConfig;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.app.service.Service;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;

/** How a process gets its configuration, and how it lives: it starts, says that it is ready, and ends by a signal. */
final class ServiceOptions {

    private static final Duration READY_WITHIN = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = {
                "A properties file. Kafka's own setting names pass through to its clients and to Kafka Streams; ours begin"
                        + " with 'secrets.'. The files in examples/ name them all."
            })
    private Path config = Path.of("");

    /** Starts one kind of service with Kafka's settings and its keys. */
    interface Starter {
        Service start(Map<String, ?> kafka, KeyFiles keys) throws Exception;
    }

    /** Starts one kind of service with an API from its configuration, and with Kafka's settings. */
    interface ApiStarter {
        Service start(ServiceConfig config, Map<String, ?> kafka) throws Exception;
    }

    /** Runs the service until a signal ends this process, or until it fails for good. */
    int run(String name, Set<Setting> keys, Starter starter, PrintWriter out) throws Exception {
        ServiceConfig loaded = ServiceConfig.load(config, withStateDirectory(keys));
        return run(name, loaded, (config, kafka) -> starter.start(kafka, KeyFiles.of(config)), out);
    }

    /** The same for a service with an API. */
    int runApi(String name, Set<Setting> keys, ApiStarter starter, PrintWriter out) throws Exception {
        return run(name, ServiceConfig.loadForApi(config, withStateDirectory(keys)), starter, out);
    }

    private static Set<Setting> withStateDirectory(Set<Setting> keys) {
        Set<Setting> required = EnumSet.copyOf(keys);
        required.add(Setting.STATE_DIRECTORY);
        return required;
    }

    private int run(String name, ServiceConfig loaded, ApiStarter starter, PrintWriter out) throws Exception {
        Map<String, Object> kafka = new HashMap<>(loaded.kafka());
        kafka.put("state.dir", loaded.path(Setting.STATE_DIRECTORY).toString());
        try (Service service = start(starter, loaded, kafka)) {
            // A signal ends the process through this: finish what is at hand, then leave.
            Thread onSignal = new Thread(service::close, name + "-stop");
            Runtime.getRuntime().addShutdownHook(onSignal);
            awaitReady(name, service);
            out.println("secrets " + name + ": ready");
            Throwable failure = awaitFailure(service);
            Runtime.getRuntime().removeShutdownHook(onSignal);
            throw stopped(name, failure);
        }
    }

    private Service start(ApiStarter starter, ServiceConfig loaded, Map<String, ?> kafka) throws Exception {
        try {
            return starter.start(loaded, kafka);
        } catch (IllegalArgumentException e) {
            // Settings are all that was given: one of them is what can't be.
            throw new CommandFailure(
                    ExitStatus.USAGE, "CONFIGURATION", String.valueOf(e.getMessage()), "Correct " + config);
        }
    }

    private static void awaitReady(String name, Service service) throws InterruptedException {
        try {
            service.awaitReady(READY_WITHIN);
        } catch (IllegalStateException | ProjectionUnavailableException e) {
            throw stopped(name, service.failure().orElse(e));
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    ExitStatus.UNAVAILABLE, "UNAVAILABLE", String.valueOf(e.getMessage()), "Are all brokers running?");
        }
    }

    private static Throwable awaitFailure(Service service) throws InterruptedException {
        while (service.failure().isEmpty()) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        return service.failure().orElseThrow();
    }

    private static CommandFailure stopped(String name, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        return new CommandFailure(
                ExitStatus.FAILED,
                "STOPPED",
                "The " + name + " stopped: " + root.getMessage(),
                "The log says where; nothing was skipped, and it goes on from there once that is put right");
    }
}
