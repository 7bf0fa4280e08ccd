package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.ApiConfig;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.service.ResolverService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a resolver. */
@Command(
        name = "resolver",
        description = {
            "Run a resolver: it reads the event log, keeps what is active, and answers workers over HTTP.",
            "Start as many as you like: each holds everything, unless 'secrets.resolver.group' names those that share it."
                    + " Stop it with Ctrl-C or SIGTERM; kill -9 loses nothing.",
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
                ResolverService::start,
                spec.commandLine().getOut());
    }
}
