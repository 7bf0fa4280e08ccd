package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.schemas.Ids;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a secret. */
@Command(
        name = "add",
        description = {
            "Add a secret. For Owners and Managers.",
            "Its value is asked for at the terminal, or read from a file or standard input, byte for byte; it is sealed here,"
                    + " and only a resolver can open it."
        },
        footer = {
            "",
            "Examples:",
            "  secrets secret add 'Weather API key'               asks for the value",
            "  secrets secret add 'TLS key' --value-file server.key",
            "  pass show weather | secrets secret add 'Weather API key' --value-stdin",
            "",
            "A value ends where its file or stream ends: a newline there is part of it. You are warned, and 'head -c -1' in between takes one away."
        },
        mixinStandardHelpOptions = true)
final class SecretAddCommand implements Callable<Integer> {

    @Mixin
    private ProjectOptions api = new ProjectOptions();

    @Mixin
    private WriteOptions write = new WriteOptions();

    @Mixin
    private ValueOptions value = new ValueOptions();

    @Parameters(paramLabel = "NAME", description = "The secret's name: any text.")
    private String name = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The id by which Actionflows bind it, 1 to 255 characters of A-Z a-z 0-9 . _ ~ -"
                    + " Default: a random one.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private Optional<String> description = Optional.empty();

    @Override
    public Integer call() throws Exception {
        EditorApi editor = api.connect();
        Saving saving = new Saving(api, editor);
        String project = api.project();
        String secretId = id.orElseGet(Ids::random);
        ObjectNode sealed = saving.send(project, secretId, value);
        JsonNode written = editor.addSecret(project, secretId, name, description, sealed, write.commandId());
        String given = written.path("secretId").asText(secretId);
        api.show(written, out -> {
            out.println("Added secret " + Shown.text(name) + ".");
            out.println("Its id is " + Shown.text(given)
                    + "; it can be bound at once, and takes effect with the next Sync.");
        });
        saving.warnOf(written.path("hints"), given);
        return ExitStatus.DONE.number();
    }
}
