package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.ResolvedInput;
import io.actionflow.secrets.schemas.command.Quote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command finds in its environment: what this process has, without tokens, and the node's values. A variable holds
 * text without a NUL, of a length that the system bounds; a value that is no such text is refused, never changed.
 */
final class ChildEnvironment {

    /** Linux takes no longer string, with its name and its end. */
    private static final int MOST_BYTES = 128 * 1024;

    private final Surroundings surroundings;
    private final VariableNames names;
    private final ValueFiles files;

    ChildEnvironment(Surroundings surroundings, VariableNames names, ValueFiles files) {
        this.surroundings = surroundings;
        this.names = names;
        this.files = files;
    }

    /** The whole environment; every input must have a value. */
    Map<String, String> with(List<ResolvedInput> inputs) throws IOException {
        Map<String, VariableNames.Target> targets =
                names.of(inputs.stream().map(ResolvedInput::input).toList());
        Map<String, String> environment = inherited();
        for (ResolvedInput input : inputs) {
            VariableNames.Target target = targets.get(input.input());
            byte[] value = input.value().orElseThrow();
            if (target != null) {
                environment.put(
                        target.variable(),
                        target.isFile()
                                ? files.write(target.variable(), value).toString()
                                : text(input.input(), target.variable(), value));
            }
        }
        return environment;
    }

    /** The launcher's class path, too, is none of the command's business. */
    private Map<String, String> inherited() {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.keySet().removeAll(Tokens.VARIABLES);
        environment.remove("CLASSPATH", System.getProperty("java.class.path"));
        return environment;
    }

    private static String text(String input, String variable, byte[] value) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unfit(input, "is not UTF-8 text");
        }
        if (text.indexOf('\0') >= 0) {
            throw unfit(input, "has a NUL byte");
        }
        if (variable.length() + value.length + 2 > MOST_BYTES) {
            throw unfit(input, "is longer than a variable may be");
        }
        if (!arrives(text, value.length)) {
            throw unfit(input, "is not ASCII, and the locale is not UTF-8 (try LC_ALL=C.UTF-8)");
        }
        return text;
    }

    /** Java writes variables in the encoding of the locale: any other than UTF-8 changes what is not ASCII. */
    private static boolean arrives(String text, int bytes) {
        boolean isAscii = text.length() == bytes;
        String locale = System.getProperty("sun.jnu.encoding", "");
        return isAscii || Charset.isSupported(locale) && Charset.forName(locale).equals(StandardCharsets.UTF_8);
    }

    private static CommandFailure unfit(String input, String why) {
        return new CommandFailure(
                ExitStatus.FAILED,
                "VALUE_UNFIT",
                "The value of input " + Quote.of(input) + " can't be an environment variable: it " + why,
                "Use --file " + Quote.of(input + "=NAME") + ", which puts it into a private file");
    }
}
