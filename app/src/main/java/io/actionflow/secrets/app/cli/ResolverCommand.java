package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.ApiConfig;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.config.ServiceConfig;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.app.service.ResolverHttp;
import io.actionflow.secrets.app.service.ResolverOptions;
import io.actionflow.secrets.app.service.ResolverService;
import io.actionflow.secrets.app.service.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a resolver. */
@Command(
        name = "resolver",
        description = {
            "Run a resolver: it reads the event log and keeps what is active, ready to open values.",
            "Start as many as you like: each answers for every project. Stop it with Ctrl-C or SIGTERM; kill -9 loses nothing.",
            "Only this process needs the private keys of values."
        },
        mixinStandardHelpOptions = true)
final class ResolverCommand implements Callable<Integer> {

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        return service.run(
                new ServiceKind("resolver", KeyFiles.FOR_RESOLVERS, ApiConfig.RESOLVER_MANAGEMENT, true),
                ResolverCommand::start,
                spec.commandLine().getOut());
    }

    private static Service start(ServiceConfig config, Map<String, ?> kafka, KeyFiles keys, MeterRegistry meters)
            throws IOException, GeneralSecurityException {
        ResolverHttp http = new ResolverHttp(
                ApiConfig.http(config, ApiConfig.RESOLVER_LISTEN),
                ApiConfig.authenticator(config),
                config.optionalText(Setting.RESOLVER_URL).map(URI::create));
        return ResolverService.start(
                kafka,
                keys,
                new ResolverOptions(config.optionalText(Setting.RESOLVER_GROUP), Optional.of(http)),
                meters);
    }
}
