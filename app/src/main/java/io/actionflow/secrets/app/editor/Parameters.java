package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.ProblemException;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.schemas.Ids;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in path, query and headers of more than one operation. What has another form is {@code MALFORMED}. */
final class Parameters {

    static final String COMMAND_ID = "Idempotency-Key";
    static final String SEQUENCE = "Secrets-Sequence";

    private static final int FEW = 50;
    private static final int MOST = 500;
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern VERSION = Pattern.compile("\"([1-9][0-9]{0,17})\"");

    private Parameters() {}

    /** An id in the path. */
    static String id(Request request, String name) {
        return id(name, request.path(name));
    }

    /** The id of the command: the caller's, or a new one. */
    static String commandId(Request request) {
        String commandId =
                request.header(COMMAND_ID).map(id -> id(COMMAND_ID, id)).orElseGet(Ids::random);
        request.note("commandId", commandId);
        return commandId;
    }

    /** The version that the caller saw, if one must be. */
    static Optional<Long> expectedVersion(Request request) {
        return request.header("If-Match").map(tag -> {
            Matcher version = VERSION.matcher(tag);
            if (!version.matches()) {
                throw malformed("If-Match", "the version in quotes, as ETag gave it: \"3\"");
            }
            return Long.parseLong(version.group(1));
        });
    }

    /** The event that the answer must show; 0 for none. */
    static long sequence(Request request) {
        return request.header(SEQUENCE).map(text -> number(SEQUENCE, text)).orElse(0L);
    }

    /** The most items of a page. */
    static int limit(Request request) {
        return (int) between(request, "limit", 1, MOST).orElse(FEW);
    }

    static Duration wait(Request request) {
        return Duration.ofSeconds(
                between(request, "wait", 0, LONGEST_WAIT_SECONDS).orElse(0));
    }

    /** A number in the query. */
    static OptionalLong between(Request request, String name, long least, long most) {
        Optional<String> text = request.query(name);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(between(name, text.get(), least, most));
    }

    static long between(String name, String text, long least, long most) {
        long number = number(name, text);
        if (number < least || number > most) {
            throw malformed(name, "a number from " + least + " to " + most);
        }
        return number;
    }

    private static long number(String name, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw malformed(name, "a whole number of at most 18 digits");
        }
        return Long.parseLong(text);
    }

    private static String id(String name, String id) {
        if (!Ids.isValid(id)) {
            throw malformed(name, "1 to 255 characters of [A-Za-z0-9._~-]");
        }
        return id;
    }

    static ProblemException malformed(String name, String expected) {
        return Problem.malformed(name, "Expected " + name + " to be " + expected)
                .asException();
    }
}
