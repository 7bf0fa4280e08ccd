package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ListQuery;
import io.actionflow.secrets.app.client.Page;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a secret. */
@Command(
        name = "show",
        description = {
            "Show one secret: who saved it when, what was noticed about its value, and where it is bound.",
            "Its value is never shown, by anything."
        },
        footer = {
            "",
            "Examples:",
            "  secrets secret show weather-api-key",
            "  secrets secret show --name 'Weather API key'"
        },
        mixinStandardHelpOptions = true)
final class SecretShowCommand implements Callable<Integer> {

    @Mixin
    private ProjectOptions api = new ProjectOptions();

    @Mixin
    private SecretChoice choice = new SecretChoice();

    @Override
    public Integer call() throws Exception {
        EditorApi editor = api.connect();
        String project = api.project();
        String id = choice.id(editor, project);
        JsonNode secret = editor.getSecret(project, id);
        api.show(secret, out -> {
            describe(secret, out);
            showUsages(editor, project, secret, out);
        });
        return ExitStatus.DONE.number();
    }

    private void describe(JsonNode secret, PrintWriter out) {
        out.println("Name         " + text(secret, "name"));
        out.println("Id           " + text(secret, "secretId"));
        out.println("Description  " + text(secret, "description"));
        out.println("State        " + text(secret, "state"));
        out.println("Version      " + text(secret, "version"));
        out.println("Added        " + api.time(secret, "addedAt") + " by " + text(secret, "addedBy"));
        out.println("Changed      " + api.time(secret, "changedAt") + " by " + text(secret, "changedBy"));
        secret.path("hints").forEach(hint -> out.println("Noticed      " + Hints.sentence(hint.asText()) + "."));
    }

    /** All of them, page by page, where the answer had but the first. */
    private void showUsages(EditorApi editor, String project, JsonNode secret, PrintWriter out) {
        if (secret.path("usages").isEmpty()) {
            out.println("Bound in no Actionflow.");
            return;
        }
        out.println();
        if (secret.path("usagesComplete").asBoolean()) {
            Usages.print(secret.path("usages"), out, api.surroundings());
            return;
        }
        Table table = Usages.table(api.surroundings());
        ListQuery query = ListQuery.of(Map.of(), ListQuery.MOST);
        Page page;
        do {
            page = editor.listUsages(project, secret.path("secretId").asText(), query);
            table.print(out, page.items().stream().map(Usages::row).toList());
            query = query.from(page.next().orElse(""), ListQuery.MOST);
        } while (page.next().isPresent());
    }

    private static String text(JsonNode secret, String field) {
        return Shown.text(secret.path(field).asText());
    }
}
