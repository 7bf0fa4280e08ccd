package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.auth.TokenMinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes tokens for development and tests. */
@Command(
        name = "tokens",
        description = {"Make tokens for development and tests. In production tokens come from your identity provider."},
        synopsisSubcommandLabel = "init|mint",
        mixinStandardHelpOptions = true)
final class TokensCommand {

    private static final Duration LONGEST = Duration.ofDays(366);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = {
                "Make a pair of keys: one that signs tokens, one that servers check them with.",
                "For development and tests. An existing key is never overwritten."
            },
            mixinStandardHelpOptions = true)
    int init(
            @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Where to put them.")
                    Path directory)
            throws IOException, GeneralSecurityException {
        try {
            TokenMinter.create(directory);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "KEYS_EXIST",
                    directory.resolve(TokenMinter.KEY_FILE) + " is there, and keys are never overwritten",
                    "Choose another directory");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(directory.resolve(TokenMinter.KEY_FILE) + "  signs tokens: whoever has it is anybody");
        out.println(directory.resolve(TokenMinter.JWKS_FILE) + "  for servers: secrets.auth.jwks");
        return ExitStatus.DONE.number();
    }

    @Command(
            description = {
                "Print a token, for development and tests.",
                "The editor API takes the subject for the actor; the resolver API looks at the projects."
            },
            mixinStandardHelpOptions = true)
    int mint(
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "FILE",
                            description = "The private key that 'tokens init' made.")
                    Path key,
            @Option(names = "--subject", required = true, paramLabel = "NAME", description = "Who it is for.")
                    String subject,
            @Option(
                            names = "--audience",
                            required = true,
                            paramLabel = "NAME",
                            description = "The server's secrets.auth.audience.")
                    String audience,
            @Option(
                            names = "--issuer",
                            paramLabel = "NAME",
                            defaultValue = TokenMinter.ISSUER,
                            description = "The server's secrets.auth.issuer. Default: ${DEFAULT-VALUE}.")
                    String issuer,
            @Option(
                            names = "--projects",
                            paramLabel = "ID",
                            split = ",",
                            description = "Which projects its bearer may resolve, '*' for all. Default: none.")
                    List<String> projects,
            @Option(
                            names = "--valid",
                            paramLabel = "TIME",
                            defaultValue = "1h",
                            description = "How long: 30s, 15m, 1h, 7d. Default: ${DEFAULT-VALUE}.")
                    String valid)
            throws IOException, GeneralSecurityException {
        Set<String> ids = projects == null ? Set.of() : Set.copyOf(projects);
        String token = TokenMinter.load(key).mint(issuer, subject, audience, ids, validity(valid));
        spec.commandLine().getOut().println(token);
        return ExitStatus.DONE.number();
    }

    private static Duration validity(String text) {
        String iso = text.toUpperCase(Locale.ROOT);
        try {
            Duration validity = Duration.parse(iso.endsWith("D") ? "P" + iso : "PT" + iso);
            if (!validity.isZero() && !validity.isNegative() && validity.compareTo(LONGEST) <= 0) {
                return validity;
            }
        } catch (DateTimeParseException e) {
            throw notATime(text);
        }
        throw notATime(text);
    }

    private static CommandFailure notATime(String text) {
        return new CommandFailure(
                ExitStatus.USAGE, "USAGE", "'" + text + "' is not a time of up to a year", "Say 30s, 15m, 1h or 7d");
    }
}
