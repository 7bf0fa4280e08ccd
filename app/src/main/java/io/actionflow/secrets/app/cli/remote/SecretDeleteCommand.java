package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.ApiException;
import io.actionflow.secrets.app.client.EditorApi;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a secret. */
@Command(
        name = "delete",
        description = {
            "Delete a secret that no Actionflow binds. For Owners and Managers.",
            "What is active goes on using it until the next Sync. One that is bound is refused, with every usage."
        },
        footer = {
            "",
            "Examples:",
            "  secrets secret delete weather-api-key",
            "  secrets secret delete --name 'Weather API key' --yes"
        },
        mixinStandardHelpOptions = true)
final class SecretDeleteCommand implements Callable<Integer> {

    @Mixin
    private ProjectOptions api = new ProjectOptions();

    @Mixin
    private WriteOptions write = new WriteOptions();

    @Mixin
    private SecretChoice secret = new SecretChoice();

    @Mixin
    private VersionOption version = new VersionOption();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Override
    public Integer call() throws Exception {
        EditorApi editor = api.connect();
        String project = api.project();
        String id = secret.id(editor, project);
        confirmation.ask(
                api.surroundings(), "Delete secret " + Shown.text(id) + " of project " + Shown.text(project) + "?");
        JsonNode written;
        try {
            written = editor.deleteSecret(project, id, version.expected(), write.commandId());
        } catch (ApiException e) {
            if (e.code().equals("SECRET_BOUND")) {
                showUsages(e.details());
            }
            throw e;
        }
        api.show(
                written,
                out -> out.println("Deleted secret " + Shown.text(id) + ". It takes effect with the next Sync."));
        return ExitStatus.DONE.number();
    }

    /** Why it can't be, before the line that says so: to standard error, as all that is no result. */
    private void showUsages(JsonNode problem) {
        if (api.isJson()) {
            api.out().println(JsonOutput.line(problem));
            return;
        }
        Usages.print(problem.path("usages"), api.err(), api.surroundings());
        long more = problem.path("usageCount").asLong() - problem.path("usages").size();
        if (more > 0) {
            api.err().println("and " + more + " more; secrets secret show lists them");
        }
    }
}
