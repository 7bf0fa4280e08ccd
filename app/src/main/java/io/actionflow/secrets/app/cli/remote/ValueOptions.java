package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.commands.client.PlainValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a value comes from. No option takes the value itself. */
final class ValueOptions {

    @ArgGroup(multiplicity = "0..1")
    private Source source = new Source();

    private static final class Source {

        @Option(
                names = "--value-file",
                paramLabel = "FILE",
                description = "The value is the content of this file, byte for byte; a pipe will do.")
        private Optional<Path> file = Optional.empty();

        @Option(
                names = "--value-stdin",
                description = "The value is what comes on standard input until its end, byte for byte.")
        private boolean stdin;

        @Option(names = "--value-prompt", description = "Ask for the value at the terminal, twice, without showing it.")
        private boolean prompt;
    }

    boolean isGiven() {
        return source.file.isPresent() || source.stdin || source.prompt;
    }

    /** The value, from wherever the options say; from the terminal where they say nothing. Whoever gets it closes it. */
    PlainValue read(Surroundings surroundings) throws IOException, GeneralSecurityException {
        if (source.stdin) {
            return ValueStream.read(surroundings.in());
        } else if (source.file.isEmpty()) {
            return ask(surroundings);
        }
        Path file = source.file.get();
        if (Files.isRegularFile(file)) {
            return PlainValue.ofFile(file);
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        // A pipe, such as a shell's <(…), has no length.
        try (InputStream in = Files.newInputStream(file)) {
            return ValueStream.read(in);
        }
    }

    private static PlainValue ask(Surroundings surroundings) {
        Terminal terminal = surroundings
                .terminal()
                .orElseThrow(() -> new CommandFailure(
                        ExitStatus.USAGE,
                        "NO_TERMINAL",
                        "There is no terminal to ask for the value",
                        "Use --value-file FILE or --value-stdin"));
        char[] first = terminal.readHidden("Value (hidden): ");
        char[] second = terminal.readHidden("The same again: ");
        try {
            if (!Arrays.equals(first, second)) {
                throw new CommandFailure(
                        ExitStatus.FAILED, "VALUES_DIFFER", "The two values differ", "Nothing was saved; try again");
            }
            return encoded(first);
        } finally {
            Arrays.fill(first, '\0');
            Arrays.fill(second, '\0');
        }
    }

    private static PlainValue encoded(char[] chars) {
        ByteBuffer buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        try {
            return PlainValue.copyOf(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(buffer.array(), (byte) 0);
        }
    }
}
