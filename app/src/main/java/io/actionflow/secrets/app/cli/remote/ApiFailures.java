package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.ApiException;
import java.util.Map;

/** What an API said no to, as a failure of the command: its code, its sentence, and what to do. */
public final class ApiFailures {

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry(
                    "UNAUTHENTICATED",
                    "Name the file of a token that is valid with --token-file or $SECRETS_TOKEN_FILE; of one for resolvers"
                            + " with --resolver-token-file or $SECRETS_RESOLVER_TOKEN_FILE"),
            Map.entry("PERMISSION_DENIED", "Ask an Owner of the project: secrets member list"),
            Map.entry("PROJECT_NOT_FOUND", "See: secrets project list"),
            Map.entry("PROJECT_EXISTS", "Choose another id, or see whether it is yours: secrets project list"),
            Map.entry("PROJECT_IMPORTING", "Wait until 'secrets audit import' has finished"),
            Map.entry("PROJECT_NOT_ALLOWED", "Use a token whose claim 'projects' names the project"),
            Map.entry("STALE_VERSION", "Look at it again with: secrets secret show"),
            Map.entry("SECRET_NOT_FOUND", "See: secrets secret list"),
            Map.entry("SECRET_BOUND", "Unbind it there and save those Actionflows; then delete it"),
            Map.entry("MEMBER_NOT_FOUND", "See: secrets member list"),
            Map.entry("SECRET_EXISTS", "Choose another id with --id, or leave it out"),
            Map.entry("NAME_TAKEN", "Choose another name"),
            Map.entry("SECRET_NOT_ACTIVE", "Make it active with: secrets sync --wait; or leave --active out"),
            Map.entry("LAST_OWNER", "Make somebody else an Owner first: secrets member set"),
            Map.entry("ACTIONFLOW_NOT_FOUND", "See: secrets actionflow list"),
            Map.entry("NOT_ACTIVE", "Make it active with: secrets sync --wait"),
            Map.entry("OUTPUT_NODE_BINDING", "Bind it in another node"),
            Map.entry("NOT_BOUND", "See what it binds with: secrets actionflow show"),
            Map.entry(ApiException.UNREACHABLE, "Is it running, and is the address right?"),
            Map.entry(
                    ApiException.NOT_TRUSTED,
                    "Name the CA that signed the server's certificate with --ca, and yours with --cert"),
            Map.entry("NOT_FOUND", "Is that the address of the right server?"),
            Map.entry(ApiException.UNEXPECTED_ANSWER, "Is that the address of the right server?"));

    private ApiFailures() {}

    public static CommandFailure of(ApiException thrown) {
        ExitStatus status = thrown.isUnavailable() ? ExitStatus.UNAVAILABLE : ExitStatus.FAILED;
        String detail = Shown.text(thrown.detail().strip());
        String sentence = detail.endsWith(".") ? detail.substring(0, detail.length() - 1) : detail;
        String field = thrown.field().map(name -> " (" + Shown.text(name) + ")").orElse("");
        return new CommandFailure(status, Shown.text(thrown.code()), sentence + field, remedy(thrown));
    }

    private static String remedy(ApiException thrown) {
        if (thrown.code().equals(ApiException.OUTCOME_UNKNOWN)) {
            return "Look, or do the same again with: --command-id "
                    + Shown.text(thrown.details().path("commandId").asText());
        }
        String request = Shown.text(thrown.details().path("instance").asText());
        String otherwise = thrown.isUnavailable()
                ? "Try again later"
                : thrown.status() >= 500 && !request.isEmpty()
                        ? "The server's log has it as request " + request
                        : "Correct it and try again";
        return REMEDIES.getOrDefault(thrown.code(), otherwise);
    }
}
