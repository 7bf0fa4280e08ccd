package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.demo.DemoRunner;
import io.actionflow.secrets.commands.actionflow.ActionflowDocument;
import io.actionflow.secrets.commands.actionflow.MalformedActionflowException;
import io.actionflow.secrets.commands.decide.OutputNodes;
import io.actionflow.secrets.schemas.record.Binding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the life of a secret. */
@Command(
        name = "demo",
        description = {
            "Show the life of a secret from beginning to end, each step checked, on a Kafka broker in this process.",
            "Exit status 1 says that a check did not hold."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the files of broker and Kafka Streams here, for a look. Default: they are deleted.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--actionflow",
            paramLabel = "FILE",
            description = "An Actionflow document of your own, see docs/actionflow.md. Default: examples/weather.json.")
    private Optional<Path> actionflow = Optional.empty();

    @Option(
            names = "--value-file",
            paramLabel = "FILE",
            description = "The first value of the secret, byte for byte. Default: a random API key.")
    private Optional<Path> valueFile = Optional.empty();

    private static final long LARGEST_VALUE = 64L * 1024 * 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        boolean held = DemoRunner.run(spec.commandLine().getOut(), data, actionflow(), value());
        return held ? ExitStatus.DONE.number() : ExitStatus.FAILED.number();
    }

    private ActionflowDocument actionflow() throws IOException {
        ActionflowDocument document;
        try {
            document = ActionflowDocument.parse(document());
        } catch (MalformedActionflowException e) {
            throw refused("MALFORMED", String.valueOf(e.getMessage()));
        }
        if (document.bindings().isEmpty()) {
            throw refused("NOTHING_BOUND", "The Actionflow binds no secret, so that there is nothing to show");
        }
        for (Binding binding : document.bindings()) {
            if (OutputNodes.include(binding)) {
                throw refused(
                        "OUTPUT_NODE_BINDING",
                        "The Actionflow binds a secret in node '" + binding.nodeId()
                                + "', which is an Output node: the system refuses such an Actionflow");
            }
        }
        return document;
    }

    private byte[] value() throws IOException {
        if (valueFile.isEmpty()) {
            return DemoRunner.newApiKey();
        }
        long size = Files.size(valueFile.get());
        if (size == 0 || size > LARGEST_VALUE) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    size == 0 ? "VALUE_EMPTY" : "MALFORMED",
                    "The demo takes a value of 1 byte to 64 MiB, but " + valueFile.get() + " has " + size + " bytes",
                    "Choose another file");
        }
        return Files.readAllBytes(valueFile.get());
    }

    private static CommandFailure refused(String code, String why) {
        return new CommandFailure(ExitStatus.FAILED, code, why, "docs/actionflow.md says what is read");
    }

    private byte[] document() throws IOException {
        if (actionflow.isPresent()) {
            return Files.readAllBytes(actionflow.get());
        }
        try (InputStream example = DemoCommand.class.getResourceAsStream("/examples/weather.json")) {
            return Objects.requireNonNull(example, "examples/weather.json is not on the class path")
                    .readAllBytes();
        }
    }
}
