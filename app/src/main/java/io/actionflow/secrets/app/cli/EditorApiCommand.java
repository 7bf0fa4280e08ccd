package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.ApiConfig;
import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.config.PrivateValueKeys;
import io.actionflow.secrets.app.service.EditorService;
import io.actionflow.secrets.app.service.Service;
import io.actionflow.secrets.app.service.ServiceSetup;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs an editor API. */
@Command(
        name = "editor-api",
        description = {
            "Run an editor API: over HTTP, what an editor's backend needs to show and change projects and their secrets.",
            "Start as many as you like; each answers for every project. Stop it with Ctrl-C or SIGTERM; kill -9 loses nothing.",
            "It refuses to start where it could read the private keys of values."
        },
        mixinStandardHelpOptions = true)
final class EditorApiCommand implements Callable<Integer> {

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        return service.run(
                new ServiceKind("editor-api", KeyFiles.FOR_EDITORS, ApiConfig.EDITOR_MANAGEMENT, true),
                EditorApiCommand::start,
                spec.commandLine().getOut());
    }

    private static Service start(ServiceSetup setup) throws IOException, GeneralSecurityException {
        Optional<String> reason = PrivateValueKeys.within(setup.config());
        if (reason.isPresent()) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "PRIVATE_KEYS",
                    reason.get(),
                    "Give it a copy of the directory 'shared' alone, and keep 'resolver' where it can't read it");
        }
        return EditorService.start(setup);
    }
}
