package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command that a page or a help text shows is one that the command line takes. */
class DocumentedCommandsTest {

    private static final Path TOP = Path.of("..");
    // Where a command of ours begins: a line, a pipe, a list of commands, a substitution.
    private static final Pattern OURS = Pattern.compile("(?:^|[|&;(] *)(?:\\./)?secrets (?<rest>.*)");
    // Quoted, or a run without a space, in which a quoted part may stand.
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");

    record Shown(String where, String command) {

        @Override
        public String toString() {
            return where + ": " + command;
        }
    }

    @ParameterizedTest
    @MethodSource({"ofPages", "ofHelp"})
    void whatIsShownIsTaken(Shown shown) {
        String[] words = words(shown.command());

        assertThatCode(() -> Secrets.commandLine().parseArgs(words))
                .as("%s", Arrays.toString(words))
                .doesNotThrowAnyException();
    }

    @Test
    void aCommandThatNobodyKnowsWouldBeNoticed() {
        assertThat(ofPages()).hasSizeGreaterThan(50);
        assertThatCode(() -> Secrets.commandLine().parseArgs(words("secret lst --all # all of them")))
                .isInstanceOf(CommandLine.ParameterException.class);
    }

    static List<Shown> ofPages() {
        try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
            return Stream.concat(Stream.of(TOP.resolve("README.md")), docs.sorted())
                    .flatMap(page -> commands(page.getFileName().toString(), code(page), line -> line))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Shown> ofHelp() {
        return all(Secrets.commandLine())
                .flatMap(command -> commands(
                        command.getCommandSpec().qualifiedName() + " --help",
                        footer(command),
                        // What it does stands behind it.
                        line -> line.split(" {2,}", 2)[0]))
                .toList();
    }

    /** A line that ends in a backslash goes on. */
    private static List<String> footer(CommandLine command) {
        String footer =
                String.join("\n", command.getCommandSpec().usageMessage().footer());
        return footer.replaceAll("\\\\\n\\s*", "").lines().map(String::strip).toList();
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(DocumentedCommandsTest::all));
    }

    private static Stream<Shown> commands(String where, List<String> lines, UnaryOperator<String> clean) {
        return lines.stream().flatMap(line -> {
            Matcher matcher = OURS.matcher(clean.apply(line));
            return matcher.find() ? Stream.of(new Shown(where, matcher.group("rest"))) : Stream.empty();
        });
    }

    /** Lines of code: indented by four, or between fences; a line that ends in a backslash goes on. */
    private static List<String> code(Path page) {
        List<String> code = new ArrayList<>();
        boolean fenced = false;
        try {
            for (String line : Files.readString(page).replace("\\\n", " ").split("\n")) {
                if (line.startsWith("```")) {
                    fenced = !fenced;
                } else if (fenced || line.startsWith("    ")) {
                    code.add(line.strip());
                }
            }
            return code;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a shell would: up to a comment, a pipe, a redirection or the end of a substitution. */
    private static String[] words(String rest) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(rest);
        while (matcher.find() && !matcher.group().matches("[#|>&;].*|2>.*")) {
            String word = matcher.group();
            boolean ends = word.endsWith(")") && !word.contains("(");
            words.add((ends ? word.substring(0, word.length() - 1) : word).replaceAll("['\"]", ""));
            if (ends) {
                break;
            }
        }
        return words.toArray(String[]::new);
    }
}
