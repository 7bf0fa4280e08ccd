package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.JsonFields;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.projections.state.MemberEntry;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.record.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Members: who they are, and who becomes or ceases to be one. */
final class MemberRoutes {

    private static final String PATH = "/v1/projects/{projectId}/members";
    private static final int SMALL_BODY = 512 * 1024;
    private static final String LIST = "members";

    private final Writing writing;

    private MemberRoutes(Writing writing) {
        this.writing = writing;
    }

    static List<Route> routes(Reading reading, Writing writing) {
        MemberRoutes all = new MemberRoutes(writing);
        return List.of(
                EditorApi.route("GET", PATH, "listMembers", 0, reading.now(MemberRoutes::list)),
                EditorApi.route("PUT", PATH, "setMemberRole", SMALL_BODY, all::set),
                EditorApi.route("DELETE", PATH, "removeMember", 0, all::remove));
    }

    private static Response list(Reading.Access access) {
        MemberPage page = MemberPage.of(
                Parameters.limit(access.request()),
                access.request().query("cursor").map(cursor -> Cursor.read(LIST, 2, cursor)));
        access.view().members(page::add);
        JsonObject body = new JsonObject()
                .with(
                        "members",
                        page.members().stream().map(MemberRoutes::member).toList())
                .with("next", page.next().map(place -> Cursor.of(LIST, place)));
        return Json.response(200, access.headers(), body.members());
    }

    private static Object member(MemberEntry member) {
        return new JsonObject()
                .with("member", member.member())
                .with("role", member.role().name())
                .members();
    }

    private CompletionStage<Response> set(Request request) {
        String projectId = Parameters.id(request, "projectId");
        String commandId = Parameters.commandId(request);
        JsonFields fields = JsonFields.of(request.json(), Set.of("member", "role"));
        String member = fields.text("member");
        Role role = role(fields.text("role"));
        return writing.send(
                        commandId, new SetMemberRole(projectId, request.caller().subject(), member, role))
                .thenApply(accepted -> Writing.written(200, commandId, accepted, new JsonObject()));
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findAny()
                .orElseThrow(() -> JsonTexts.wrong("/role", "OWNER, MANAGER, EDITOR or VIEWER"));
    }

    private CompletionStage<Response> remove(Request request) {
        String projectId = Parameters.id(request, "projectId");
        String commandId = Parameters.commandId(request);
        String member = request.query("member")
                .orElseThrow(() -> Parameters.malformed("member", "given: who is to be removed"));
        return writing.send(
                        commandId, new RemoveMember(projectId, request.caller().subject(), member))
                .thenApply(accepted -> Writing.written(200, commandId, accepted, new JsonObject()));
    }
}
