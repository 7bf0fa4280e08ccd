package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.cli.audit.AuditCommand;
import io.actionflow.secrets.app.cli.keys.KeysCommand;
import io.actionflow.secrets.app.cli.remote.ActionflowCommand;
import io.actionflow.secrets.app.cli.remote.ChaosCommand;
import io.actionflow.secrets.app.cli.remote.CompletionCommand;
import io.actionflow.secrets.app.cli.remote.MemberCommand;
import io.actionflow.secrets.app.cli.remote.ProjectCommand;
import io.actionflow.secrets.app.cli.remote.RunCommand;
import io.actionflow.secrets.app.cli.remote.SecretCommand;
import io.actionflow.secrets.app.cli.remote.Surroundings;
import io.actionflow.secrets.app.cli.remote.SyncCommand;
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
            DevCommand.class,
            KeysCommand.class,
            TopicsCommand.class,
            TokensCommand.class,
            AuditCommand.class,
            HealthCommand.class,
            ProcessorCommand.class,
            ResolverCommand.class,
            EditorApiCommand.class,
            ProjectCommand.class,
            MemberCommand.class,
            SecretCommand.class,
            ActionflowCommand.class,
            SyncCommand.class,
            RunCommand.class,
            ChaosCommand.class,
            CompletionCommand.class,
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "To see it at work:",
            "  secrets demo                                            the life of a secret, narrated",
            "  secrets dev                                             everything in one process, to work with",
            "",
            "A new system, in order:",
            "  secrets keys init --dir keys                            make the keys",
            "  secrets topics apply --bootstrap-server localhost:9092  make the topics",
            "  secrets processor --config processor.properties         decide commands",
            "  secrets resolver --config resolver.properties           open values",
            "  secrets editor-api --config editor-api.properties       serve editors",
            "",
            "Day by day, over the APIs (export SECRETS_PROJECT=weather):",
            "  secrets secret add 'Weather API key' --id weather-key   asks for the value",
            "  secrets actionflow save weather.json                    binds it in a node",
            "  secrets sync --wait                                     makes both active",
            "  secrets run daily-forecast --node call-api -- COMMAND   a worker in one line",
            "",
            "'secrets COMMAND --help' explains one command.",
            "",
            "Exit status: 0 done, 1 rejected or failed, 2 wrong use, 3 broker or server not reachable.",
            "Results go to standard output, everything else to standard error: with SECRETS_LOG_FORMAT=json as lines of JSON."
        })
public final class Secrets implements Callable<Integer>, Surroundings.Holder {

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of what went wrong.")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Surroundings surroundings;

    private Secrets(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

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
        return run(Surroundings.ofProcess(), out, err, arguments);
    }

    /** The same in other surroundings than those of this process. */
    public static int run(Surroundings surroundings, PrintWriter out, PrintWriter err, String... arguments) {
        try {
            checkLogFormat();
            return commandLine(surroundings).setOut(out).setErr(err).execute(arguments);
        } catch (CommandFailure e) {
            return Failures.report(e, err, false);
        } catch (Error e) {
            // Out of memory, or a class that is missing: worth a line too.
            return Failures.report(e, err, true);
        }
    }

    static CommandLine commandLine() {
        return commandLine(Surroundings.ofProcess());
    }

    private static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new Secrets(surroundings))
                // A name that begins with an @ is a name.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Failures::onException)
                .setParameterExceptionHandler(Failures::onWrongArguments);
    }
}
