package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.AccessToken;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Where a token comes from: a file that an option names, or the environment. Never an argument. */
final class Tokens {

    private static final String VARIABLE = "SECRETS_TOKEN";
    private static final String FILE_VARIABLE = "SECRETS_TOKEN_FILE";
    private static final String RESOLVER_VARIABLE = "SECRETS_RESOLVER_TOKEN";
    private static final String RESOLVER_FILE_VARIABLE = "SECRETS_RESOLVER_TOKEN_FILE";

    /** What a child process does not get. */
    static final Set<String> VARIABLES = Set.of(VARIABLE, FILE_VARIABLE, RESOLVER_VARIABLE, RESOLVER_FILE_VARIABLE);

    private Tokens() {}

    static Optional<AccessToken> ofEditor(Surroundings surroundings, Optional<Path> file) throws IOException {
        return find(surroundings, file, VARIABLE, FILE_VARIABLE);
    }

    /** That of the resolver, or else that of the editor API. */
    static Optional<AccessToken> ofResolver(Surroundings surroundings, Optional<Path> file, Optional<Path> editorFile)
            throws IOException {
        Optional<AccessToken> own = find(surroundings, file, RESOLVER_VARIABLE, RESOLVER_FILE_VARIABLE);
        return own.isPresent() ? own : ofEditor(surroundings, editorFile);
    }

    private static Optional<AccessToken> find(
            Surroundings surroundings, Optional<Path> file, String variable, String fileVariable) throws IOException {
        Optional<String> text = surroundings.variable(variable);
        if (file.isPresent()) {
            return Optional.of(read(file.get()));
        } else if (text.isPresent()) {
            return Optional.of(token(text.get(), variable));
        }
        Optional<String> named = surroundings.variable(fileVariable);
        return named.isPresent() ? Optional.of(read(Path.of(named.get()))) : Optional.empty();
    }

    private static AccessToken read(Path file) throws IOException {
        try {
            return token(Files.readString(file), file.toString());
        } catch (MalformedInputException e) {
            throw noToken(file.toString(), "This is no token: it is not even text");
        }
    }

    private static AccessToken token(String text, String source) {
        try {
            return AccessToken.of(text);
        } catch (IllegalArgumentException e) {
            throw noToken(source, String.valueOf(e.getMessage()));
        }
    }

    private static CommandFailure noToken(String source, String why) {
        return new CommandFailure(ExitStatus.USAGE, "TOKEN", source + ": " + why, "Put a JWT there, and nothing else");
    }
}
