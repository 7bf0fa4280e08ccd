package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.client.ApiSettings;
import io.actionflow.secrets.app.client.EditorApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the editor API is, how to come in, and how to show what it answers. */
abstract class ApiOptions {

    /** For commands that concern no one project. */
    static final class Plain extends ApiOptions {}

    static final String DEFAULT_SERVER = "http://127.0.0.1:8470";

    @Option(
            names = "--server",
            paramLabel = "URL[,URL]",
            description = "The editor API; with several, the next is tried when one is away or busy."
                    + " Default: $SECRETS_SERVER, or " + DEFAULT_SERVER + ".")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file that holds your token. Default: $SECRETS_TOKEN, or the file that"
                    + " $SECRETS_TOKEN_FILE names. A token is never an argument.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "Trust the certificates in this PEM file, and no others. Default: $SECRETS_CA, or those that Java trusts.")
    private Optional<Path> ca = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to try before giving up. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(names = "--json", description = "Print what the API gave, for programs.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    EditorApi connect() throws IOException, GeneralSecurityException {
        List<URI> servers = servers(surroundings(), server);
        servers.stream()
                .filter(Servers::isReadableOnTheWay)
                .forEach(each -> warn("what is sent to " + each + " is not encrypted on its way. Use https"));
        return EditorApi.connect(new ApiSettings(
                servers,
                Tokens.ofEditor(surroundings(), tokenFile),
                Servers.tls(surroundings(), ca, Optional.empty(), Optional.empty()),
                patience()));
    }

    static List<URI> servers(Surroundings surroundings, Optional<String> server) {
        return Servers.parse(
                server.or(() -> surroundings.variable("SECRETS_SERVER")).orElse(DEFAULT_SERVER));
    }

    private Duration patience() {
        return Duration.ofSeconds(Math.max(1, timeout));
    }

    boolean isJson() {
        return json;
    }

    Surroundings surroundings() {
        return Surroundings.of(spec);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints an answer: as it came for a program, in words for a person. */
    void show(JsonNode document, Consumer<PrintWriter> inWords) {
        if (json) {
            out().println(JsonOutput.line(document));
        } else {
            inWords.accept(out());
        }
    }

    void warn(String sentence) {
        err().println("secrets: warning: " + sentence + ".");
    }

    String time(JsonNode of, String field) {
        return Shown.time(of.path(field).asText(), surroundings().zone());
    }
}
