package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.ApiConfig;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.service.ProcessorService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a command processor. */
@Command(
        name = "processor",
        description = {
            "Run a command processor: it decides commands and writes events, exactly once.",
            "Start as many as you like; they share the partitions. Stop it with Ctrl-C or SIGTERM; kill -9 loses nothing."
        },
        mixinStandardHelpOptions = true)
final class ProcessorCommand implements Callable<Integer> {

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        return service.run(
                new ServiceKind("processor", KeyFiles.FOR_PROCESSORS, ApiConfig.PROCESSOR_MANAGEMENT, false),
                ProcessorService::start,
                spec.commandLine().getOut());
    }
}
