package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.http.HttpSettings;
import io.actionflow.secrets.app.service.ResolverHttp;
import io.actionflow.secrets.app.service.ResolverOptions;
import io.actionflow.secrets.app.service.ResolverService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A resolver in a process of its own, so that a test can kill it. It prints where it listens once it is ready. */
final class ResolverProcess {

    static final String READY = "ready at ";

    private ResolverProcess() {}

    /** Arguments: bootstrap servers, directory of the keys, state directory, and the group if there is one. */
    public static void main(String[] args) throws Exception {
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", args[0], "state.dir", args[2], "main.consumer.session.timeout.ms", 6000);
        ResolverHttp http =
                new ResolverHttp(HttpSettings.onLoopback(0), new TokenOfSubject(), Optional.empty(), Optional.empty());
        Optional<String> group = args.length > 3 ? Optional.of(args[3]) : Optional.empty();
        ResolverService service = ResolverService.start(
                kafka,
                KeyFiles.in(Path.of(args[1])),
                new ResolverOptions(group, Optional.of(http)),
                new SimpleMeterRegistry());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
        service.awaitReady(Duration.ofMinutes(1));
        System.out.println(READY + service.address().orElseThrow());
        Thread.currentThread().join();
    }
}
