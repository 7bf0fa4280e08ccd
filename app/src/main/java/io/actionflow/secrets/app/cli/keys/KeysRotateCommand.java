package io.actionflow.secrets.app.cli.keys;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.keys.KekRotation;
import io.actionflow.secrets.app.keys.KeyPlace;
import io.actionflow.secrets.app.keys.KeyStep;
import io.actionflow.secrets.app.keys.KeyStore;
import io.actionflow.secrets.app.keys.KeysOnKafka;
import io.actionflow.secrets.app.keys.TwoStepRotation;
import io.actionflow.secrets.app.keys.ValueRotation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replaces a key, step by step. */
@Command(
        name = "rotate",
        description = {
            "Replace a key while everything runs. Give changed files to the processes that have them; none is restarted.",
            "Run it again to go on with what was begun: a key is used only once all have it.",
            "",
            "  value             what values are sealed to. Adds a pair; once all resolvers have it, announces it",
            "  metadata          names, people, bindings. Adds a key; the next run makes it the primary one",
            "  checkpoint        what the processor signs checkpoints with. In two runs as well",
            "  resolver-signing  what resolvers sign their commands with. In two runs as well",
            "  kek               what wraps keysets. Wraps the files of the directory anew, and touches no record",
            "",
            "The lookup keyset is not rotated: state is kept under its hashes. See docs/operations.md.",
            ""
        },
        mixinStandardHelpOptions = true)
final class KeysRotateCommand implements Callable<Integer> {

    private static final String NOT_EVERYWHERE = "KEY_NOT_EVERYWHERE";
    private static final String AGAIN = "Give them the file, then run this again: it goes on from here";

    @Parameters(paramLabel = "KEY", description = "value, metadata, checkpoint, resolver-signing or kek")
    private String key = "";

    @Mixin
    private KeyOptions options = new KeyOptions();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long to wait for resolvers to have the new key. Default: not at all.")
    private int waitSeconds;

    @Option(
            names = "--of",
            paramLabel = "PART",
            description = "Of kek: shared, resolver or processor alone. Default: of each that is there.")
    private Optional<String> part = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "URI",
            description = "Of kek: the key of a KMS that is to wrap from now on. Needs --of.")
    private Optional<URI> to = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        switch (key) {
            case "value" -> rotateValue();
            case "metadata", "checkpoint", "resolver-signing" -> rotateInTwo(place());
            case "kek" -> rotateKek();
            case "lookup" -> throw lookup();
            default -> throw wrong("There is no key '" + key + "'", "It is one of those that --help lists");
        }
        return ExitStatus.DONE.number();
    }

    private void rotateValue() throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore store = options.store();
        try (KeysOnKafka kafka = options.connect()) {
            ValueRotation rotation = new ValueRotation(store, kafka, InstantSource.system());
            rotation.begin().forEach(out()::println);
            attempt(() -> rotation.announce(options.resolvers()));
        }
        out().println("Which values are still sealed to an old key, this shows: secrets keys status");
    }

    private void rotateInTwo(KeyPlace place) throws IOException, GeneralSecurityException, InterruptedException {
        TwoStepRotation rotation = new TwoStepRotation(options.store(), place);
        List<String> begun = rotation.begin();
        begun.forEach(out()::println);
        if (!begun.isEmpty()) {
            // Of processors and editor APIs nobody reports: somebody has to see to it that they have the file.
            out().println("Then run this again: it makes the new key the primary one");
        } else if (place == KeyPlace.METADATA && options.namesCluster()) {
            try (KeysOnKafka kafka = options.connect()) {
                attempt(() -> rotation.promote(Optional.of(kafka.fleet(options.resolvers()))));
            }
        } else {
            attempt(() -> rotation.promote(Optional.empty()));
        }
    }

    private void rotateKek() throws IOException, GeneralSecurityException {
        if (to.isPresent() && part.isEmpty()) {
            throw wrong("What is for resolvers alone must not be wrapped by what everybody has", "Add --of PART");
        }
        KeyStore store = options.store();
        for (String file : Keks.of(store, part)) {
            KekRotation rotation = new KekRotation(store, file);
            KeyStep step = to.isPresent() ? rotation.rotateTo(to.get()) : rotation.rotate();
            step.done().forEach(out()::println);
            if (!step.isFinished()) {
                throw wrong(String.join("; ", step.open()), "Name it with --to, and the part with --of");
            }
        }
    }

    private void attempt(Steps.Step step) throws IOException, GeneralSecurityException, InterruptedException {
        Steps.attempt(step, Duration.ofSeconds(waitSeconds), NOT_EVERYWHERE, AGAIN, out());
    }

    private KeyPlace place() {
        KeyPlace place = Arrays.stream(KeyPlace.values())
                .filter(it -> it.label().equals(key))
                .findAny()
                .orElseThrow();
        if (!options.store().has(place)) {
            throw wrong("There is no " + place.file(), "Name the directory that has it with --dir");
        }
        return place;
    }

    private static CommandFailure lookup() {
        return new CommandFailure(
                ExitStatus.FAILED,
                "KEY_NOT_ROTATABLE",
                "State is kept under hashes that the lookup keyset makes, so that it can't be replaced while they are there",
                "What its leak means, and what can be done, stands in docs/security.md");
    }

    private static CommandFailure wrong(String message, String remedy) {
        return new CommandFailure(ExitStatus.USAGE, "USAGE", message, remedy);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
