package io.actionflow.secrets.app.cli.keys;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.keys.KeyPlace;
import io.actionflow.secrets.app.keys.KeyStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the keys, and replaces them while everything runs. */
@Command(
        name = "keys",
        description = "Make the keys of a new system, see which there are, and replace them while everything runs.",
        subcommands = {
            // One line for each subcommand.
            KeysStatusCommand.class,
            KeysRotateCommand.class,
            KeysRetireCommand.class,
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class KeysCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = {
                "Make all keys of a new system in a new directory, and say what each file is for and who gets it.",
                "All files are made or none. An existing key is never overwritten."
            },
            mixinStandardHelpOptions = true)
    int init(
            @Option(
                            names = "--dir",
                            required = true,
                            paramLabel = "DIR",
                            description = "Where to put them: a directory that is empty, or doesn't exist.")
                    Path directory,
            @Option(
                            names = "--kek",
                            paramLabel = "URI",
                            description = "What wraps the keys for everybody: a KMS's key, such as"
                                    + " aws-kms://arn:aws:kms:… Default: a new key in a file.")
                    Optional<URI> kek,
            @Option(
                            names = "--resolver-kek",
                            paramLabel = "URI",
                            description = "What wraps the keys for resolvers alone, likewise; another one than above.")
                    Optional<URI> resolverKek,
            @Option(
                            names = "--processor-kek",
                            paramLabel = "URI",
                            description = "What wraps the keys for processors alone, likewise.")
                    Optional<URI> processorKek,
            @Option(
                            names = "--add-missing",
                            description = {
                                "Make the files that are missing from keys that were made by an earlier version,",
                                "and leave those that are there as they are."
                            })
                    boolean addMissing)
            throws IOException, GeneralSecurityException {
        if (addMissing && Files.isRegularFile(directory.resolve(KeyDirectory.METADATA))) {
            KeyDirectory.complete(directory);
            explain(directory, spec.commandLine().getOut());
            return ExitStatus.DONE.number();
        }
        try {
            KeyDirectory.create(directory, new KeyDirectory.Keks(kek, resolverKek, processorKek));
        } catch (DirectoryNotEmptyException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "KEYS_EXIST",
                    directory + " is not empty, and keys are never overwritten",
                    "Choose another directory, or say --add-missing to make what an earlier version did not");
        }
        explain(directory, spec.commandLine().getOut());
        return ExitStatus.DONE.number();
    }

    @Command(
            name = "public",
            description = {
                "Write the public files again that are lost: each is made from its private keyset.",
                "It needs the private keysets, and no broker."
            },
            mixinStandardHelpOptions = true)
    int derivePublic(@Mixin KeyOptions options) throws IOException, GeneralSecurityException {
        KeyStore store = options.store();
        for (KeyPlace place : store.places()) {
            if (place.publicFile().isPresent()) {
                Path file = store.writePublic(place, store.read(place));
                spec.commandLine().getOut().println("wrote " + file);
            }
        }
        return ExitStatus.DONE.number();
    }

    private static void explain(Path directory, PrintWriter out) {
        out.println("For everybody: editor backends, processors, resolvers, auditors");
        out.println("  " + directory.resolve(KeyDirectory.KEK)
                + "  wraps the two below: keep it apart from them, or in a KMS");
        out.println(
                "  " + directory.resolve(KeyDirectory.METADATA) + "  encrypts names, descriptions, actors, bindings");
        out.println("  " + directory.resolve(KeyDirectory.LOOKUP) + "  hashes names in the state's keys");
        out.println("  " + directory.resolve(KeyDirectory.VALUE_PUBLIC) + "  seals values, can't open them; public");
        out.println("  " + directory.resolve(KeyDirectory.CHECKPOINT_PUBLIC) + "  verifies checkpoints; public");
        out.println("  " + directory.resolve(KeyDirectory.RESOLVER_PUBLIC)
                + "  tells processors what resolvers have signed; public");
        out.println("For resolvers alone: whoever has these opens every value, and speaks for resolvers");
        out.println("  " + directory.resolve(KeyDirectory.VALUE_KEK) + "  wraps the two below");
        out.println("  " + directory.resolve(KeyDirectory.VALUE_PRIVATE)
                + "  opens values; lost, no value can be opened again");
        out.println(
                "  " + directory.resolve(KeyDirectory.RESOLVER_SIGNING) + "  signs what resolvers say to processors");
        out.println("For processors alone: whoever has these two can sign a false history");
        out.println("  " + directory.resolve(KeyDirectory.CHECKPOINT_KEK) + "  wraps the one below");
        out.println("  " + directory.resolve(KeyDirectory.CHECKPOINT_PRIVATE) + "  signs how far histories have come");
        out.println();
        out.println(
                "Keep a copy of all of them in a safe place, then give the directory 'resolver' to resolvers only,");
        out.println("and 'processor' to processors only.");
    }
}
