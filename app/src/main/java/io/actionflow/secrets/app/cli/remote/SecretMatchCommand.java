package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.ApiException;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.schemas.record.Compared;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks whether a candidate is a secret's value. */
@Command(
        name = "match",
        description = {
            "Ask whether a candidate is the value of a secret. For Owners; 5 times an hour for each secret. The question and its answer stand in the project's history.",
            "The candidate is asked for at the terminal, or read from a file or standard input, byte for byte, and sealed here. A resolver compares.",
            "As of cmp, exit status 0 says that it is the value, 1 that it is not, and a greater one that nobody can say."
        },
        footer = {
            "",
            "Examples:",
            "  secrets secret match --name 'Weather API key'      asks for the candidate",
            "  secrets secret match tls-key --value-file server.key --active",
            "  pass show weather | head -c -1 | secrets secret match weather-api-key --value-stdin && echo same"
        },
        mixinStandardHelpOptions = true)
final class SecretMatchCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private ProjectOptions api = new ProjectOptions();

    @Mixin
    private WriteOptions write = new WriteOptions();

    @Mixin
    private SecretChoice secret = new SecretChoice();

    @Mixin
    private ValueOptions value = new ValueOptions();

    @Option(
            names = "--active",
            description =
                    "Compare with the value that Actionflows use since the last Sync. Default: with the one that was"
                            + " saved last.")
    private boolean active;

    @Override
    public Integer call() throws Exception {
        try {
            return ask(api.connect());
        } catch (ApiException e) {
            // 1 would say that the two are different.
            CommandFailure failure = ApiFailures.of(e);
            throw failure.status() == ExitStatus.FAILED ? failure.with(ExitStatus.USAGE) : failure;
        }
    }

    private int ask(EditorApi editor) throws Exception {
        String project = api.project();
        String id = secret.id(editor, project);
        ObjectNode sealed = new Saving(api, editor).send(project, id, value);
        Compared compared = active ? Compared.ACTIVE : Compared.DRAFT;
        JsonNode answer = answer(editor, project, id, compared, sealed);
        if (!answer.has("equal")) {
            throw unanswered(answer);
        }
        boolean equal = answer.path("equal").asBoolean();
        String what = active ? "the active value" : "the value that was saved last";
        api.show(
                answer,
                out -> out.println("It is " + (equal ? "" : "not ") + what + " of secret " + Shown.text(id) + "."));
        return (equal ? ExitStatus.DONE : ExitStatus.FAILED).number();
    }

    /** Asks, and asks on while no resolver has answered and there is time. */
    private JsonNode answer(EditorApi editor, String project, String id, Compared compared, ObjectNode sealed) {
        String commandId = write.commandId();
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode answer;
        do {
            answer = editor.matchSecret(project, id, compared, sealed, commandId);
        } while (!answer.has("answer") && System.nanoTime() < end);
        return answer;
    }

    private static CommandFailure unanswered(JsonNode answer) {
        return answer.has("answer")
                ? new CommandFailure(
                        ExitStatus.USAGE,
                        "MATCH_UNKNOWN",
                        "The two can't be compared: one of them can't be opened",
                        "Look at the resolvers' log")
                : new CommandFailure(
                        ExitStatus.UNAVAILABLE,
                        "NO_ANSWER",
                        "No resolver has answered in time",
                        "Look whether resolvers run, then ask on with: --command-id "
                                + Shown.text(answer.path("commandId").asText()));
    }
}
