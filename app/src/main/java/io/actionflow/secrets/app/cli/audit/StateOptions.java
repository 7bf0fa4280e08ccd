package io.actionflow.secrets.app.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.remote.ResolverOptions;
import io.actionflow.secrets.app.cli.remote.Surroundings;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ResolverApi;
import io.actionflow.secrets.projections.state.StateDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose state is compared with what the log gives, and how to come in there. */
final class StateOptions {

    /** A service that serves state. */
    enum Service {
        EDITOR,
        RESOLVER,
        BOTH
    }

    @Option(
            names = "--state",
            arity = "0..1",
            fallbackValue = "BOTH",
            paramLabel = "SERVICE",
            description = {
                "Also fold the project's events again, and compare with the state that the running services have: EDITOR,"
                        + " RESOLVER or BOTH, which is the default.",
                "It needs --project, the metadata and lookup keys, for the editor API a token of a member of the project, and"
                        + " for resolvers one for the project."
            })
    private Optional<Service> state = Optional.empty();

    @Option(
            names = "--server",
            paramLabel = "URL[,URL]",
            description = "With --state: the editor API. Default: $SECRETS_SERVER, or http://127.0.0.1:8470.")
    private Optional<String> server = Optional.empty();

    @Mixin
    private ResolverOptions apis = new ResolverOptions();

    boolean isChosen() {
        return state.isPresent();
    }

    /** What the chosen services say now, by what they are. */
    Map<String, StateDigest> ask(String projectId, Surroundings surroundings, PrintWriter err)
            throws IOException, GeneralSecurityException {
        Map<String, StateDigest> answers = new LinkedHashMap<>();
        if (asks(Service.EDITOR)) {
            EditorApi editor = EditorApi.connect(apis.ofEditors(surroundings, server));
            answers.put("editor", digest(editor.stateDigest(projectId)));
        }
        if (asks(Service.RESOLVER)) {
            ResolverApi resolver = ResolverApi.connect(apis.ofResolvers(surroundings, err));
            answers.put("resolver", digest(resolver.stateDigest(projectId)));
        }
        return answers;
    }

    private boolean asks(Service service) {
        return state.map(it -> it == service || it == Service.BOTH).orElse(false);
    }

    private static StateDigest digest(JsonNode answer) {
        SortedMap<String, Sha256> tables = new TreeMap<>();
        answer.path("tables").properties().forEach(it -> tables.put(it.getKey(), sha256(it.getValue())));
        return new StateDigest(answer.path("sequence").asLong(), sha256(answer.path("digest")), tables);
    }

    private static Sha256 sha256(JsonNode text) {
        return Sha256.ofBytes(HexFormat.of().parseHex(text.asText()));
    }
}
