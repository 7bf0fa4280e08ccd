package io.actionflow.secrets.app.cli.keys;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.keys.KekRotation;
import io.actionflow.secrets.app.keys.KeyStep;
import io.actionflow.secrets.app.keys.KeyStore;
import io.actionflow.secrets.app.keys.KeysOnKafka;
import io.actionflow.secrets.app.keys.ValueRetirement;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes old keys away, once nothing needs them. */
@Command(
        name = "retire",
        description = {
            "Take an old key away for good, once nothing needs it: else it says what does, and changes nothing.",
            "",
            "  value             a private key that no value in use is sealed to any more",
            "  kek               what wrapped keysets before",
            "  metadata, checkpoint, resolver-signing, lookup: never, and it says why",
            ""
        },
        mixinStandardHelpOptions = true)
final class KeysRetireCommand implements Callable<Integer> {

    private static final String NEEDED = "KEY_NEEDED";

    @Parameters(paramLabel = "KEY", description = "value or kek")
    private String key = "";

    @Mixin
    private KeyOptions options = new KeyOptions();

    @Option(
            names = "--key",
            paramLabel = "ID",
            description = "Of value: the id of the key, as 'secrets keys status' has it.")
    private Optional<String> keyId = Optional.empty();

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            defaultValue = "PT24H",
            description =
                    "How long publishers may need to send what they sealed to the old key. Default: ${DEFAULT-VALUE},"
                            + " for which commands are kept.")
    private Duration grace = Duration.ofHours(24);

    @Option(
            names = "--of",
            paramLabel = "PART",
            description = "Of kek: shared, resolver or processor alone. Default: of each that is there.")
    private Optional<String> part = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        switch (key) {
            case "value" -> retireValue();
            case "kek" -> retireKek();
            case "metadata" ->
                throw needed(
                        "History, keys of projects, state and answers are encrypted under every metadata key that ever was"
                                + " the primary one",
                        "What is written from now on is under the new key; old keys stay in the file");
            case "checkpoint", "resolver-signing" ->
                throw needed(
                        "What was signed with the key is checked with it", "Keep it: the new one signs from now on");
            case "lookup" ->
                throw needed("State is kept under hashes that it makes", "docs/security.md says what its leak means");
            default ->
                throw new CommandFailure(
                        ExitStatus.USAGE, "USAGE", "There is no key '" + key + "'", "It is value or kek");
        }
        return ExitStatus.DONE.number();
    }

    private void retireValue() throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore store = options.store();
        int id = id();
        try (KeysOnKafka kafka = options.connect()) {
            ValueRetirement retirement = new ValueRetirement(store, kafka, InstantSource.system());
            Steps.attempt(
                    () -> retirement.retire(id, options.resolvers(), grace),
                    Duration.ZERO,
                    NEEDED,
                    "Nothing was changed; 'secrets keys status' shows how far resolvers are",
                    out());
        }
    }

    private void retireKek() throws IOException, GeneralSecurityException {
        KeyStore store = options.store();
        for (String file : Keks.of(store, part)) {
            KeyStep step = new KekRotation(store, file).retire();
            step.done().forEach(out()::println);
            if (!step.isFinished()) {
                throw needed(String.join("; ", step.open()), "Run: secrets keys rotate kek");
            }
        }
    }

    private int id() {
        try {
            return Integer.parseUnsignedInt(keyId.orElse(""));
        } catch (NumberFormatException e) {
            throw new CommandFailure(
                    ExitStatus.USAGE, "USAGE", "Which key is to go is not said", "Name it with --key ID");
        }
    }

    private static CommandFailure needed(String message, String remedy) {
        return new CommandFailure(ExitStatus.FAILED, NEEDED, message, remedy);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
