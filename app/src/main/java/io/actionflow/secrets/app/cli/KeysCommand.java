package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.KeyDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryNotEmptyException;
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
        synopsisSubcommandLabel = "(init | complete)",
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
                    Path directory)
            throws IOException, GeneralSecurityException {
        try {
            KeyDirectory.create(directory);
        } catch (DirectoryNotEmptyException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "KEYS_EXIST",
                    directory + " is not empty, and keys are never overwritten",
                    "Choose another directory");
        }
        explain(directory, spec.commandLine().getOut());
        return ExitStatus.DONE.number();
    }

    @Command(
            description = {
                "Make the keys that a directory lacks because an earlier version has made it, and name the new files.",
                "An existing key is never overwritten."
            },
            mixinStandardHelpOptions = true)
    int complete(
            @Option(
                            names = "--dir",
                            required = true,
                            paramLabel = "DIR",
                            description = "A directory that init has made.")
                    Path directory)
            throws IOException, GeneralSecurityException {
        PrintWriter out = spec.commandLine().getOut();
        KeyDirectory.complete(directory).forEach(file -> out.println(directory.resolve(file)));
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
        out.println("  " + directory.resolve(KeyDirectory.RESOLVER_PUBLIC)
                + "  tells processors what resolvers have signed; public");
        out.println("For resolvers alone: whoever has these opens every value, and speaks for resolvers");
        out.println("  " + directory.resolve(KeyDirectory.VALUE_KEK) + "  wraps the two below");
        out.println("  " + directory.resolve(KeyDirectory.VALUE_PRIVATE)
                + "  opens values; lost, no value can be opened again");
        out.println(
                "  " + directory.resolve(KeyDirectory.RESOLVER_SIGNING) + "  signs what resolvers say to processors");
        out.println();
        out.println(
                "Keep a copy of all of them in a safe place, then give the directory 'resolver' to resolvers only.");
    }
}
