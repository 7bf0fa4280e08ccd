package io.actionflow.secrets.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Why an API did not do what it was asked to: its problem details (RFC 9457), or what kept it from answering. */
public final class ApiException extends RuntimeException {

    /** The command may have taken effect: the same again, with the same id, brings its outcome. */
    public static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";
    /** No server could be reached. */
    public static final String UNREACHABLE = "UNREACHABLE";
    /** Who is at the other end could not be proved, or we could not prove who we are. */
    public static final String NOT_TRUSTED = "NOT_TRUSTED";
    /** What came is not what the API's contract says. */
    public static final String UNEXPECTED_ANSWER = "UNEXPECTED_ANSWER";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient JsonNode details;

    private ApiException(int status, String code, String detail, JsonNode details) {
        super(detail);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    /** What did not come from the API itself. */
    static ApiException local(String code, String detail) {
        return new ApiException(0, code, detail, Json.object());
    }

    /** A command that was sent, and whose answer did not come. */
    static ApiException outcomeUnknown(String commandId, String why) {
        return new ApiException(
                0,
                OUTCOME_UNKNOWN,
                "The command may have taken effect or not (" + why + ")",
                Json.object().put("commandId", commandId));
    }

    static ApiException unexpected(int status, String what) {
        return new ApiException(status, UNEXPECTED_ANSWER, "The server gave " + what, Json.object());
    }

    /** The problem in the answer. What is no problem document, of a proxy perhaps, is told by its status alone. */
    static ApiException of(ApiAnswer answer) {
        JsonNode problem = Json.parse(answer.body()).orElseGet(Json::object);
        String code = problem.path("code").asText("");
        if (code.isEmpty()) {
            return new ApiException(
                    answer.status(),
                    answer.isBusy() ? "UNAVAILABLE" : answer.status() == 401 ? "UNAUTHENTICATED" : UNEXPECTED_ANSWER,
                    "The server answered with status " + answer.status() + " and no problem details",
                    Json.object());
        }
        String detail = problem.path("detail").asText(problem.path("title").asText(code));
        return new ApiException(answer.status(), code, detail, problem);
    }

    /** Of HTTP; 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** Stable, in capitals. */
    public String code() {
        return code;
    }

    /** What happened, and often what to do: a sentence for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The field at fault. */
    public Optional<String> field() {
        return Optional.ofNullable(details.path("field").textValue());
    }

    /** The members of the problem document; an empty object where there was none. */
    public JsonNode details() {
        return details;
    }

    /** Whether the same again may help. */
    public boolean isUnavailable() {
        return status == 429
                || status >= 502 && status <= 504
                || code.equals(UNREACHABLE)
                || code.equals(OUTCOME_UNKNOWN);
    }
}
