package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Projects. */
@Command(
        name = "project",
        description = "Create projects, and see where they stand.",
        synopsisSubcommandLabel = "create|list|show",
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

    private static String sync(long number) {
        return number == 0 ? "none yet" : Long.toString(number);
    }
}
