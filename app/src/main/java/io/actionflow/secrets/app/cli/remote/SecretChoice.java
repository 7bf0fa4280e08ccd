package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ListQuery;
import io.actionflow.secrets.app.client.Page;
import io.actionflow.secrets.schemas.command.Quote;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which secret is meant: by its id, or by its name. */
final class SecretChoice {

    /** What must be in a name that is looked for: a longer text would not fit into an address. */
    private static final int MOST_SEARCHED = 100;

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    private static final class Which {

        @Parameters(index = "0", paramLabel = "ID", description = "The secret's id.")
        private Optional<String> id = Optional.empty();

        @Option(names = "--name", paramLabel = "NAME", description = "The secret's name, instead of its id.")
        private Optional<String> name = Optional.empty();
    }

    /** The id that was given, or that of the secret with the name. */
    String id(EditorApi editor, String project) {
        if (which.id.isPresent()) {
            return which.id.get();
        }
        String name = which.name.orElse("");
        return find(editor, project, name)
                .orElseThrow(() -> new CommandFailure(
                        ExitStatus.FAILED,
                        "SECRET_NOT_FOUND",
                        "No secret of the project is called " + Quote.of(name),
                        "See: secrets secret list --all"));
    }

    /** Names are the same when their NFC forms are; how the API searches is its own affair, so each form is looked for. */
    private static Optional<String> find(EditorApi editor, String project, String name) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(name);
        forms.add(Normalizer.normalize(name, Form.NFC));
        forms.add(Normalizer.normalize(name, Form.NFD));
        return forms.stream()
                .flatMap(form -> search(editor, project, form, name).stream())
                .findFirst();
    }

    private static Optional<String> search(EditorApi editor, String project, String form, String name) {
        int end = form.offsetByCodePoints(0, Math.min(MOST_SEARCHED, form.codePointCount(0, form.length())));
        ListQuery query = ListQuery.of(Map.of("search", form.substring(0, end)), ListQuery.MOST);
        while (true) {
            Page page = editor.listSecrets(project, query);
            for (JsonNode secret : page.items()) {
                if (isCalled(editor, project, secret, name)) {
                    return Optional.of(secret.path("secretId").asText());
                }
            }
            if (page.next().isEmpty()) {
                return Optional.empty();
            }
            query = query.from(page.next().get(), ListQuery.MOST);
        }
    }

    /** One that is being deleted has given up its name. */
    private static boolean isCalled(EditorApi editor, String project, JsonNode secret, String name) {
        if (secret.path("state").asText().equals("DELETING")) {
            return false;
        }
        String found = secret.path("name").asText();
        if (secret.path("textsCut").asBoolean() && name.length() >= found.length()) {
            found = editor.getSecret(project, secret.path("secretId").asText())
                    .path("name")
                    .asText();
        }
        return Normalizer.normalize(found, Form.NFC).equals(Normalizer.normalize(name, Form.NFC));
    }
}
