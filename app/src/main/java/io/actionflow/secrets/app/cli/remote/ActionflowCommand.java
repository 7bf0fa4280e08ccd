package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Actionflows. */
@Command(
        name = "actionflow",
        description = "Save, delete and look at a project's Actionflows.",
        synopsisSubcommandLabel = "save|delete|list|show",
        mixinStandardHelpOptions = true)
public final class ActionflowCommand {

    private static final String ID_HELP = "The Actionflow's id.";

    @Command(
            description = {
                "Save an Actionflow document as the next version. For Owners, Managers and Editors.",
                "docs/actionflow.md says what is read from it. It takes effect with the next Sync."
            },
            footer = {
                "",
                "Examples:",
                "  secrets actionflow save weather.json",
                "  generate-flow | secrets actionflow save - --id daily-forecast"
            },
            mixinStandardHelpOptions = true)
    int save(
            @Mixin ProjectOptions api,
            @Mixin WriteOptions write,
            @Option(names = "--id", paramLabel = "ID", description = "Its id, if the document does not say it.")
                    Optional<String> id,
            @Parameters(paramLabel = "FILE", description = "The document, in JSON; - for standard input.") String file)
            throws Exception {
        FlowDocument document = FlowDocument.read(file, api.surroundings().in());
        String actionflow = id.isPresent() ? id.get() : document.actionflowId();
        JsonNode written = api.connect().saveActionflow(api.project(), actionflow, document.bytes(), write.commandId());
        api.show(
                written,
                out -> out.println("Saved Actionflow " + Shown.text(actionflow) + " as version "
                        + written.path("version").asLong() + ". It takes effect with the next Sync."));
        return ExitStatus.DONE.number();
    }

    @Command(
            description = {
                "Delete an Actionflow from the draft. For Owners, Managers and Editors.",
                "What is active stays callable until the next Sync."
            },
            footer = {"", "Example:", "  secrets actionflow delete daily-forecast"},
            mixinStandardHelpOptions = true)
    int delete(
            @Mixin ProjectOptions api,
            @Mixin WriteOptions write,
            @Mixin Confirmation confirmation,
            @Parameters(paramLabel = "ID", description = ID_HELP) String id)
            throws Exception {
        EditorApi editor = api.connect();
        String project = api.project();
        confirmation.ask(
                api.surroundings(), "Delete Actionflow " + Shown.text(id) + " of project " + Shown.text(project) + "?");
        JsonNode written = editor.deleteActionflow(project, id, write.commandId());
        api.show(
                written,
                out -> out.println("Deleted Actionflow " + Shown.text(id) + ". It takes effect with the next Sync."));
        return ExitStatus.DONE.number();
    }

    @Command(description = "List the Actionflows, by id.", mixinStandardHelpOptions = true)
    int list(@Mixin ProjectOptions api, @Mixin ListOptions list) throws Exception {
        EditorApi editor = api.connect();
        String project = api.project();
        Table table = new Table(
                api.surroundings().columns(),
                Column.fixed("ACTIONFLOW"),
                Column.fixed("STATE"),
                Column.fixed("VERSION"),
                Column.fixed("ACTIVE"),
                Column.fixed("CHANGED").droppedAt(1),
                Column.flexible("BY").droppedAt(2));
        list.print(
                api,
                Map.of(),
                query -> editor.listActionflows(project, query),
                table,
                each -> List.of(
                        each.path("actionflowId").asText(),
                        each.path("state").asText(),
                        each.path("version").asText(),
                        active(each),
                        api.time(each, "changedAt"),
                        each.path("changedBy").asText()));
        return ExitStatus.DONE.number();
    }

    @Command(description = "Show one Actionflow, with what its latest version binds.", mixinStandardHelpOptions = true)
    int show(@Mixin ProjectOptions api, @Parameters(paramLabel = "ID", description = ID_HELP) String id)
            throws Exception {
        JsonNode flow = api.connect().getActionflow(api.project(), id);
        api.show(flow, out -> {
            out.println("Actionflow  " + Shown.text(flow.path("actionflowId").asText()));
            out.println("State       " + Shown.text(flow.path("state").asText()));
            out.println("Version     " + flow.path("version").asLong() + ", active " + active(flow));
            out.println("Changed     " + api.time(flow, "changedAt") + " by "
                    + Shown.text(flow.path("changedBy").asText()));
            out.println();
            bindings(api).print(out, rows(flow.path("bindings")));
            if (!flow.path("bindingsComplete").asBoolean(true)) {
                api.err().println("There are more bindings than the API lists.");
            }
        });
        return ExitStatus.DONE.number();
    }

    private static Table bindings(ApiOptions api) {
        return new Table(
                api.surroundings().columns(),
                Column.flexible("NODE"),
                Column.flexible("TYPE"),
                Column.flexible("INPUT"),
                Column.fixed("SECRET"));
    }

    private static List<List<String>> rows(JsonNode bindings) {
        List<List<String>> rows = new ArrayList<>();
        bindings.forEach(each -> rows.add(List.of(
                each.path("nodeId").asText(),
                each.path("nodeType").asText(),
                each.path("input").asText(),
                each.path("secretId").asText())));
        return rows;
    }

    private static String active(JsonNode flow) {
        long version = flow.path("activeVersion").asLong();
        return version == 0 ? "none" : Long.toString(version);
    }
}
