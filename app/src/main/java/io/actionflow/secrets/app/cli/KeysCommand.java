package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.KeyDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the keys. */
@Command(
        name = "keys",
        description = "Make the keys of a new system.",
        synopsisSubcommandLabel = "init",
        mixinStandardHelpOptions = true)
final class KeysCommand {

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
            KeyDirectory.create(directory);
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

    private static void explain(Path directory, PrintWriter out) {
        out.println("For everybody: editor backends, processors, resolvers, auditors");
        out.println("  " + directory.resolve(KeyDirectory.KEK)
                + "  wraps the two below: keep it apart from them, or in a KMS");
        out.println(
                "  " + directory.resolve(KeyDirectory.METADATA) + "  encrypts names, descriptions, actors, bindings");
        out.println("  " + directory.resolve(KeyDirectory.LOOKUP) + "  hashes names in the state's keys");
        out.println("  " + directory.resolve(KeyDirectory.VALUE_PUBLIC) + "  seals values, can't open them; public");
        out.println("  " + directory.resolve(KeyDirectory.CHECKPOINT_PUBLIC) + "  verifies checkpoints; public");
        out.println("For resolvers alone: whoever has these two opens every value");
        out.println("  " + directory.resolve(KeyDirectory.VALUE_KEK) + "  wraps the one below");
        out.println("  " + directory.resolve(KeyDirectory.VALUE_PRIVATE)
                + "  opens values; lost, no value can be opened again");
        out.println("For processors alone: whoever has these two can sign a false history");
        out.println("  " + directory.resolve(KeyDirectory.CHECKPOINT_KEK) + "  wraps the one below");
        out.println("  " + directory.resolve(KeyDirectory.CHECKPOINT_PRIVATE) + "  signs how far histories have come");
        out.println();
        out.println(
                "Keep a copy of all of them in a safe place, then give the directory 'resolver' to resolvers only,");
        out.println("and 'processor' to processors only.");
    }
}
