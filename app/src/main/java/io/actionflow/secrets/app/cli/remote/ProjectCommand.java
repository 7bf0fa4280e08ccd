package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Projects. */
@Command(
        name = "project",
        description = "Create projects, see where they stand, and delete them.",
        synopsisSubcommandLabel = "create|list|show|rotate-key|delete",
        mixinStandardHelpOptions = true)
public final class ProjectCommand {

    @Command(
            description = "Create a project and become its Owner.",
            footer = {"", "Example:", "  secrets project create weather", "  export SECRETS_PROJECT=weather"},
            mixinStandardHelpOptions = true)
    int create(
            @Mixin ApiOptions.Plain api,
            @Mixin WriteOptions write,
            @Parameters(paramLabel = "PROJECT", description = "Its id: 1 to 255 characters of A-Z a-z 0-9 . _ ~ -")
                    String project)
            throws Exception {
        JsonNode written = api.connect().createProject(project, write.commandId());
        api.show(written, out -> out.println("Created project " + Shown.text(project) + "."));
        return ExitStatus.DONE.number();
    }

    @Command(description = "List the projects of which you are a member.", mixinStandardHelpOptions = true)
    int list(@Mixin ApiOptions.Plain api, @Mixin ListOptions list) throws Exception {
        EditorApi editor = api.connect();
        Table table = new Table(api.surroundings().columns(), Column.fixed("PROJECT"), Column.fixed("ROLE"));
        list.print(
                api,
                Map.of(),
                editor::listProjects,
                table,
                each -> List.of(
                        each.path("projectId").asText(), each.path("role").asText()));
        return ExitStatus.DONE.number();
    }

    @Command(
            description = "Show where a project stands: your role, its last Sync, and what the next would change.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin ProjectOptions api,
            @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "Default: that of --project.")
                    Optional<String> named)
            throws Exception {
        JsonNode project = api.connect().getProject(named.orElseGet(api::project));
        api.show(project, out -> {
            out.println("Project     " + Shown.text(project.path("projectId").asText()));
            out.println("Your role   " + Shown.text(project.path("role").asText()));
            out.println("Created     " + api.time(project, "createdAt"));
            out.println("Last Sync   " + sync(project.path("sync").asLong()));
            out.println(
                    "To be made active by the next: " + project.path("changes").asLong());
        });
        return ExitStatus.DONE.number();
    }

    @Command(
            name = "rotate-key",
            description = {
                "Give a project a new key for its names, descriptions and people. For Owners.",
                "What is written from then on is under the new key; what was before stays readable under its own."
            },
            footer = {"", "Example:", "  secrets project rotate-key weather"},
            mixinStandardHelpOptions = true)
    int rotateKey(
            @Mixin ApiOptions.Plain api,
            @Mixin WriteOptions write,
            @Parameters(paramLabel = "PROJECT", description = "Its id.") String project)
            throws Exception {
        JsonNode written = api.connect().rotateProjectKey(project, write.commandId());
        api.show(
                written,
                out -> out.println("Project " + Shown.text(project) + " has key "
                        + written.path("version").asLong() + " now."));
        return ExitStatus.DONE.number();
    }

    @Command(
            description = {
                "Delete a project for good: its secrets are erased, and the keys of its names and people destroyed."
                        + " For Owners.",
                "Flows that run get no secret of it any more. Its id is never used again. Nothing brings it back."
            },
            footer = {"", "Example:", "  secrets project delete weather --confirm weather"},
            mixinStandardHelpOptions = true)
    int delete(
            @Mixin ApiOptions.Plain api,
            @Mixin WriteOptions write,
            @Option(
                            names = "--confirm",
                            paramLabel = "PROJECT",
                            description = "The id once more. Without it you are asked for it.")
                    Optional<String> confirm,
            @Parameters(paramLabel = "PROJECT", description = "Its id.") String project)
            throws Exception {
        EditorApi editor = api.connect();
        String confirmed = confirm.orElseGet(() -> askFor(project, api.surroundings()));
        JsonNode written = editor.deleteProject(project, confirmed, write.commandId());
        api.show(written, out -> out.println("Deleted project " + Shown.text(project) + " for good."));
        return ExitStatus.DONE.number();
    }

    private static String askFor(String project, Surroundings surroundings) {
        return surroundings
                .terminal()
                .orElseThrow(() -> new CommandFailure(
                        ExitStatus.USAGE,
                        "NO_TERMINAL",
                        "There is no terminal to ask at",
                        "Add --confirm with the project's id if you are sure"))
                .readLine("This can't be undone. Type the id of project " + Shown.text(project) + " to delete it: ")
                .strip();
    }

    private static String sync(long number) {
        return number == 0 ? "none yet" : Long.toString(number);
    }
}
