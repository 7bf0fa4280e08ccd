package io.actionflow.secrets.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "secrets",
        description = {
            "Keeps the secrets of workflow projects on Kafka: commands become events, events become state, and only the"
                    + " resolver can open a value.",
            ""
        },
        subcommands = {
            // One line for each subcommand.
            DemoCommand.class,
            KeysCommand.class,
            TopicsCommand.class,
            TokensCommand.class,
            HealthCommand.class,
            ProcessorCommand.class,
            ResolverCommand.class,
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "To see it at work:",
            "  secrets demo",
            "",
            "A new system, in order:",
            "  secrets keys init --dir keys                            make the keys",
            "  secrets topics apply --bootstrap-server localhost:9092  make the topics",
            "  secrets processor --config processor.properties         decide commands",
            "  secrets resolver --config resolver.properties           open values",
            "",
            "'secrets COMMAND --help' explains one command.",
            "",
            "Exit status: 0 done, 1 rejected or failed, 2 wrong use, 3 broker not reachable.",
            "Results go to standard output, everything else to standard error: with SECRETS_LOG_FORMAT=json as lines of JSON."
        })
public final class Secrets implements Callable<Integer> {

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of what went wrong.")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Secrets() {}

    /** Without a subcommand nothing is done: whoever asks for nothing is shown what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitStatus.USAGE.number();
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** A log that goes nowhere would be noticed when it is needed. */
    private static void checkLogFormat() {
        String format = System.getenv().getOrDefault("SECRETS_LOG_FORMAT", "text");
        if (!format.equals("text") && !format.equals("json")) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "USAGE",
                    "SECRETS_LOG_FORMAT is '" + format + "'",
                    "It must be text or json, or not set");
        }
    }

    /** Runs one command, and returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        try {
            checkLogFormat();
            return commandLine().setOut(out).setErr(err).execute(arguments);
        } catch (CommandFailure e) {
            return Failures.report(e, err, false);
        } catch (Error e) {
            // Out of memory, or a class that is missing: worth a line too.
            return Failures.report(e, err, true);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Secrets())
                .setExecutionExceptionHandler(Failures::onException)
                .setParameterExceptionHandler(Failures::onWrongArguments);
    }
}
