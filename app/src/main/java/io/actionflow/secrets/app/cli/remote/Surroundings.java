package io.actionflow.secrets.app.cli.remote;

import java.io.Console;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a process finds around itself. {@code toString} tells nothing: the environment may hold a token.
 *
 * @param terminal where somebody can be asked
 * @param columns how wide standard output is; empty where it is no terminal
 * @param showsProgress whether standard error is a terminal
 * @param atTerminal whether any of the standard streams is one, so that its Ctrl-C comes to us and our children
 * @param zone in which times are shown
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        Optional<Terminal> terminal,
        OptionalInt columns,
        boolean showsProgress,
        boolean atTerminal,
        ZoneId zone) {

    private static final int NARROWEST = 20;

    /** The root command, which was given the surroundings. */
    public interface Holder {

        Surroundings surroundings();
    }

    /** Those of this process. The launcher tells what Java can't see: which of its streams are terminals. */
    public static Surroundings ofProcess() {
        Integer columns = Integer.getInteger("secrets.terminal.columns");
        return new Surroundings(
                System.getenv(),
                System.in,
                Optional.ofNullable(System.console()).map(OfConsole::new),
                columns == null || columns < NARROWEST ? OptionalInt.empty() : OptionalInt.of(columns),
                Boolean.getBoolean("secrets.terminal.err"),
                Boolean.getBoolean("secrets.terminal"),
                ZoneId.systemDefault());
    }

    public static Surroundings of(CommandSpec spec) {
        return ((Holder) spec.root().userObject()).surroundings();
    }

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return "Surroundings";
    }

    private record OfConsole(Console console) implements Terminal {

        @Override
        public String readLine(String question) {
            return Objects.requireNonNullElse(console.readLine("%s", question), "");
        }

        @Override
        public char[] readHidden(String question) {
            return Objects.requireNonNullElse(console.readPassword("%s", question), new char[0]);
        }
    }
}
