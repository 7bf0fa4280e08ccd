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
import io.actionflow.secrets.schemas.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    /** Where a member stands: by the beginning of the name, because names may be long; then by a digest of the whole. */
    private record Place(String begin, String digest) implements Comparable<Place> {

        static Place of(String member) {
            int[] begin = member.codePoints().limit(200).toArray();
            return new Place(
                    new String(begin, 0, begin.length),
                    Sha256.hash(member.getBytes(StandardCharsets.UTF_8)).toString());
        }

        static Place of(Cursor cursor) {
            return new Place(cursor.text(0), cursor.text(1));
        }

        @Override
        public int compareTo(Place other) {
            int byName = Arrays.compare(
                    begin.codePoints().toArray(), other.begin.codePoints().toArray());
            return byName == 0 ? digest.compareTo(other.digest) : byName;
        }
    }

    private static Response list(Reading.Access access) {
        int limit = Parameters.limit(access.request());
        Optional<Place> after = access.request().query("cursor").map(cursor -> Place.of(Cursor.read(LIST, 2, cursor)));
        // No more than one page, and one more, is kept of them.
        TreeMap<Place, MemberEntry> page = new TreeMap<>();
        access.view().members(member -> {
            Place place = Place.of(member.member());
            if (after.isEmpty() || place.compareTo(after.get()) > 0) {
                page.put(place, member);
                if (page.size() > limit + 1) {
                    page.pollLastEntry();
                }
            }
            return true;
        });
        JsonObject body = new JsonObject();
        boolean hasMore = page.size() > limit;
        if (hasMore) {
            page.pollLastEntry();
        }
        body.with("members", page.values().stream().map(MemberRoutes::member).toList());
        if (hasMore) {
            body.with(
                    "next",
                    Cursor.of(
                            LIST, List.of(page.lastKey().begin(), page.lastKey().digest())));
        }
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
