package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists secrets. */
@Command(
        name = "list",
        description = {
            "List a project's secrets, each with how its draft differs from what is active, and in how many places it is bound.",
            "A '!' says that something was noticed about the value when it was saved; 'show' tells what."
        },
        footer = {
            "",
            "Examples:",
            "  secrets secret list --search weather",
            "  secrets secret list --state CHANGED --sort -changedAt",
            "  secrets secret list --all --json | jq -r '.[].name'"
        },
        mixinStandardHelpOptions = true)
final class SecretListCommand implements Callable<Integer> {

    private enum State {
        ACTIVE,
        ADDED,
        CHANGED,
        DELETING
    }

    @Mixin
    private ProjectOptions api = new ProjectOptions();

    @Mixin
    private ListOptions list = new ListOptions();

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Those that have it in name, description or id; upper and lower case are the same.")
    private Optional<String> search = Optional.empty();

    @Option(names = "--state", paramLabel = "STATE", description = "One of ${COMPLETION-CANDIDATES}.")
    private Optional<State> state = Optional.empty();

    @Option(
            names = "--sort",
            paramLabel = "BY",
            description =
                    "name, changedAt or addedAt; with a minus sign before it, the other way round. Default: name.")
    private Optional<String> sort = Optional.empty();

    @Override
    public Integer call() throws Exception {
        EditorApi editor = api.connect();
        String project = api.project();
        Map<String, String> filters = new HashMap<>();
        search.ifPresent(text -> filters.put("search", text));
        state.ifPresent(one -> filters.put("state", one.name()));
        sort.ifPresent(by -> filters.put("sort", by));
        Table table = new Table(
                api.surroundings().columns(),
                Column.flexible("NAME"),
                Column.fixed("STATE"),
                Column.fixed("VERSION").droppedAt(2),
                Column.fixed("CHANGED").droppedAt(3),
                Column.flexible("BY").droppedAt(4),
                Column.fixed("USED").droppedAt(1),
                Column.fixed("ID"));
        list.print(api, filters, query -> editor.listSecrets(project, query), table, this::row);
        return ExitStatus.DONE.number();
    }

    private List<String> row(JsonNode secret) {
        String mark = secret.path("hints").isEmpty() ? "" : " !";
        String cut = secret.path("textsCut").asBoolean() ? "…" : "";
        String more = secret.path("usagesComplete").asBoolean(true) ? "" : "+";
        return List.of(
                secret.path("name").asText() + cut,
                secret.path("state").asText() + mark,
                secret.path("version").asText(),
                api.time(secret, "changedAt"),
                secret.path("changedBy").asText(),
                secret.path("usages").size() + more,
                secret.path("secretId").asText());
    }
}
