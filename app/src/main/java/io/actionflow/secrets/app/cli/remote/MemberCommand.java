package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.schemas.record.Role;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Members and their roles. */
@Command(
        name = "member",
        description = "Say who may do what in a project.",
        synopsisSubcommandLabel = "set|remove|list",
        mixinStandardHelpOptions = true)
public final class MemberCommand {

    private static final String MEMBER_HELP = "Whom: the subject of their tokens.";

    @Command(
            description = {
                "Add a member, or change a member's role. For Owners.",
                "An OWNER may do everything; a MANAGER all but this; an EDITOR saves Actionflows and syncs; a VIEWER looks."
            },
            footer = {"", "Example:", "  secrets member set mia@example.com MANAGER"},
            mixinStandardHelpOptions = true)
    int set(
            @Mixin ProjectOptions api,
            @Mixin WriteOptions write,
            @Parameters(paramLabel = "MEMBER", description = MEMBER_HELP) String member,
            @Parameters(paramLabel = "ROLE", description = "One of ${COMPLETION-CANDIDATES}.") Role role)
            throws Exception {
        JsonNode written = api.connect().setMemberRole(api.project(), member, role, write.commandId());
        api.show(written, out -> out.println(Shown.text(member) + " is " + role + " now."));
        return ExitStatus.DONE.number();
    }

    @Command(
            description = "Remove a member. For Owners. A project always keeps an Owner.",
            footer = {"", "Example:", "  secrets member remove mia@example.com"},
            mixinStandardHelpOptions = true)
    int remove(
            @Mixin ProjectOptions api,
            @Mixin WriteOptions write,
            @Parameters(paramLabel = "MEMBER", description = MEMBER_HELP) String member)
            throws Exception {
        JsonNode written = api.connect().removeMember(api.project(), member, write.commandId());
        api.show(written, out -> out.println(Shown.text(member) + " is no member any more."));
        return ExitStatus.DONE.number();
    }

    @Command(description = "List the members, by name.", mixinStandardHelpOptions = true)
    int list(@Mixin ProjectOptions api, @Mixin ListOptions list) throws Exception {
        EditorApi editor = api.connect();
        String project = api.project();
        Table table = new Table(api.surroundings().columns(), Column.flexible("MEMBER"), Column.fixed("ROLE"));
        list.print(
                api,
                Map.of(),
                query -> editor.listMembers(project, query),
                table,
                each -> List.of(each.path("member").asText(), each.path("role").asText()));
        return ExitStatus.DONE.number();
    }
}
