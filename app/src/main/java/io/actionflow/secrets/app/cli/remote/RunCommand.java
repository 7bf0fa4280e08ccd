package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.ApiException;
import io.actionflow.secrets.app.client.ResolvedInput;
import io.actionflow.secrets.app.client.ResolverApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A worker in one line. */
@Command(
        name = "run",
        description = {
            "Begin a Run of an Actionflow, and start a command with the secrets that one of its nodes binds.",
            "Each becomes an environment variable with the name of the input: as it is where it may be (apiKey), else in"
                    + " capitals with _ for all that may not be ('API key': API_KEY). Exit status: the command's; 128 + n where"
                    + " signal n ended it; 127 where there is no such command, 126 where it can't be started."
        },
        footer = {
            "",
            "Examples:",
            "  secrets run daily-forecast --node call-api -- ./forecast.sh",
            "  secrets run daily-forecast --node call-api --env apiKey=KEY -- ./forecast.sh",
            "  secrets run deploy --node ssh --file key=KEY -- sh -c 'ssh -i \"$KEY\" host'",
            "",
            "Other processes of the same user can read a process's environment, and so can its own children.",
            "--file puts a value into a file that only you can read, and that is gone when the command ends."
        })
public final class RunCommand implements Callable<Integer> {

    private static final int NOT_STARTED = 126;
    private static final int NOT_FOUND = 127;

    @Mixin
    private ResolverOptions resolver = new ResolverOptions();

    @Parameters(index = "0", paramLabel = "ACTIONFLOW", description = "The Actionflow's id.")
    private String actionflow = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "What to start, after '--'.")
    private List<String> command = new ArrayList<>();

    @Option(names = "--node", required = true, paramLabel = "NODE", description = "The node's id.")
    private String node = "";

    @Option(
            names = {"-p", "--project"},
            paramLabel = "PROJECT",
            description = "The project's id. Default: $SECRETS_PROJECT.")
    private Optional<String> project = Optional.empty();

    @Option(names = "--version", paramLabel = "N", description = "An earlier active version. Default: the latest.")
    private Optional<Long> version = Optional.empty();

    @Option(names = "--env", paramLabel = "INPUT=NAME", description = "Another variable for this input.")
    private List<String> variables = new ArrayList<>();

    @Option(
            names = "--file",
            paramLabel = "INPUT=NAME",
            description = "Put this input's value into a private file, and its path into the variable.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Surroundings surroundings = Surroundings.of(spec);
        VariableNames names =
                VariableNames.of(variables, files, surroundings.environment().keySet());
        ResolverApi api = resolver.connect(surroundings, spec.commandLine().getErr());
        JsonNode begun = api.begin(project(surroundings), actionflow, number());
        String run = begun.path("run").asText();
        try {
            List<ResolvedInput> inputs = api.resolve(run, node);
            if (inputs.isEmpty()) {
                // A misspelt node looks the same, and its command would fail far from the cause.
                warn("node '" + node + "' binds no secret, so the command gets none. See: secrets actionflow show "
                        + actionflow);
            }
            return start(surroundings, names, inputs);
        } finally {
            end(api, run);
        }
    }

    private int start(Surroundings surroundings, VariableNames names, List<ResolvedInput> inputs) throws Exception {
        try (ValueFiles valueFiles = new ValueFiles(surroundings);
                ChildProcess child = new ChildProcess(surroundings)) {
            Map<String, String> environment;
            try {
                Resolution.check(inputs);
                environment = new ChildEnvironment(surroundings, names, valueFiles).with(inputs);
            } finally {
                inputs.forEach(ResolvedInput::close);
            }
            return child.run(command, environment);
        } catch (ChildProcess.NotStartedException e) {
            spec.commandLine()
                    .getErr()
                    .println("secrets: NOT_STARTED: " + Shown.text(String.valueOf(e.getMessage()))
                            + ". Check the command.");
            return e.isMissing() ? NOT_FOUND : NOT_STARTED;
        }
    }

    /** The command is over and has its status: that the Run could not be ended changes nothing of that. */
    private void end(ResolverApi api, String run) {
        try {
            api.end(run);
        } catch (ApiException e) {
            warn("the Run could not be ended: " + e.detail());
        }
    }

    private void warn(String sentence) {
        spec.commandLine().getErr().println("secrets: warning: " + Shown.text(sentence));
    }

    private String project(Surroundings surroundings) {
        return project.or(() -> surroundings.variable("SECRETS_PROJECT"))
                .orElseThrow(() -> new CommandFailure(
                        ExitStatus.USAGE,
                        "USAGE",
                        "No project is named",
                        "Name it with --project, or once with: export SECRETS_PROJECT=…"));
    }

    private OptionalLong number() {
        return version.stream().mapToLong(Long::longValue).findAny();
    }
}
