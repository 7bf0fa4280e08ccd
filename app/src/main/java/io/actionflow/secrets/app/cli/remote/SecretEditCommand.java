package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Edits a secret. */
@Command(
        name = "edit",
        description = {
            "Change a secret's name, description or value; what is not named stays. For Owners and Managers.",
            "Actionflows go on using what is active, until the next Sync."
        },
        footer = {
            "",
            "Examples:",
            "  secrets secret edit weather-api-key --value-prompt",
            "  secrets secret edit --name 'Weather API key' --rename 'Forecast API key'",
            "  secrets secret edit weather-api-key --value-file new.key --if-version 3"
        },
        mixinStandardHelpOptions = true)
final class SecretEditCommand implements Callable<Integer> {

    @Mixin
    private ProjectOptions api = new ProjectOptions();

    @Mixin
    private WriteOptions write = new WriteOptions();

    @Mixin
    private SecretChoice secret = new SecretChoice();

    @Mixin
    private VersionOption version = new VersionOption();

    @Mixin
    private ValueOptions value = new ValueOptions();

    @Option(names = "--rename", paramLabel = "NAME", description = "Its new name.")
    private Optional<String> rename = Optional.empty();

    @Option(names = "--description", paramLabel = "TEXT", description = "Its new description; '' takes it away.")
    private Optional<String> description = Optional.empty();

    @Override
    public Integer call() throws Exception {
        if (rename.isEmpty() && description.isEmpty() && !value.isGiven()) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "USAGE",
                    "There is nothing to change",
                    "Name what: --rename, --description, --value-prompt, --value-file or --value-stdin");
        }
        EditorApi editor = api.connect();
        Saving saving = new Saving(api, editor);
        String project = api.project();
        String id = secret.id(editor, project);
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        rename.ifPresent(text -> changes.put("name", text));
        description.ifPresent(text -> changes.put("description", text));
        if (value.isGiven()) {
            changes.set("value", saving.send(project, id, value));
        }
        OptionalLong seen = version.expected();
        JsonNode written = editor.editSecret(project, id, changes, seen, write.commandId());
        api.show(
                written,
                out -> out.println("Changed secret " + Shown.text(id) + ", now version "
                        + written.path("version").asLong() + ". It takes effect with the next Sync."));
        saving.warnOf(written.path("hints"), id);
        return ExitStatus.DONE.number();
    }
}
