package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.chaos.Chaos;
import io.actionflow.secrets.app.chaos.ContainerVictim;
import io.actionflow.secrets.app.chaos.Verdict;
import io.actionflow.secrets.app.chaos.Victim;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills the parts of a cluster under load, and judges what editors and workers were told. */
@Command(
        name = "chaos",
        description = {
            "Kill one part of the cluster after another while editors edit and workers resolve, and compare every answer"
                    + " with what was promised.",
            "Each project has one editor, who waits for each outcome: so every accepted edit must make the next version,"
                    + " every Sync the next Sync, and every Run must see exactly the values of its Sync. Anything else is"
                    + " a command lost or doubled, or a wrong value. Exit status 1 says that there was one."
        },
        footer = {
            "",
            "The cluster of docker-compose.yml, when it is up:",
            "  key=cluster/generated/tokens/token-key.json",
            "  export SECRETS_TOKEN=$(secrets tokens mint --key $key --subject chaos --audience secret-editor-api)",
            "  export SECRETS_RESOLVER_TOKEN=$(secrets tokens mint --key $key --subject chaos \\",
            "    --audience secret-resolver --projects '*')",
            "  export SECRETS_CA=cluster/generated/server-ca.pem",
            "  export SECRETS_SERVER=https://localhost:8471,https://localhost:8472",
            "  export SECRETS_RESOLVER=https://localhost:8481,https://localhost:8482",
            "  secrets chaos                 20 kills, as by kill -9",
            "  secrets chaos --graceful      a rolling restart, in which no request may fail",
            "",
            "A request is sent to each instance once. If none answers, it counts as not answered; an editor sends the same"
                    + " command again then.",
            "It makes projects of its own, and leaves them there. Not for a cluster that others work with."
        })
public final class ChaosCommand implements Callable<Integer> {

    @Mixin
    private ResolverOptions apis = new ResolverOptions();

    @Option(
            names = "--server",
            paramLabel = "URL[,URL]",
            description = "The editor APIs. Default: $SECRETS_SERVER, or " + ApiOptions.DEFAULT_SERVER + ".")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, one of each kind in turn. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "How long one is dead before it is started again. Default: ${DEFAULT-VALUE}.")
    private int every;

    @Option(
            names = "--graceful",
            description =
                    "Instead of killing, stop and start every part once, in good order. Exit status 1 says also that"
                            + " a request was not answered.")
    private boolean graceful;

    @Option(
            names = "--projects",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many projects, each with an editor and a worker. Default: ${DEFAULT-VALUE}.")
    private int projects;

    @Option(
            names = "--compose",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the docker-compose.yml is. Default: the current directory.")
    private Path compose = Path.of(".");

    @Option(
            names = "--victims",
            paramLabel = "A,B;C,D",
            defaultValue =
                    "kafka-1,kafka-2,kafka-3;processor-1,processor-2;resolver-1,resolver-2;editor-api-1,editor-api-2",
            description =
                    "Its services, kinds separated by semicolons. Before one is killed, all of its kind are healthy."
                            + " Default: ${DEFAULT-VALUE}.")
    private String victims = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (kills < 1 || every < 0 || projects < 1) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "USAGE",
                    "At least one kill and one project, and no negative time",
                    "Leave --kills, --every and --projects out for what is usual");
        }
        Surroundings surroundings = Surroundings.of(spec);
        List<List<Victim>> kinds = kinds();
        PrintWriter out = spec.commandLine().getOut();
        Chaos chaos = new Chaos(
                apis.ofEditors(surroundings, server).onceEach(),
                apis.ofResolvers(surroundings, spec.commandLine().getErr()).onceEach(),
                out);
        Verdict verdict = graceful
                ? chaos.restart(projects, kinds)
                : chaos.kill(projects, kinds, kills, Duration.ofSeconds(every));
        verdict.print(out);
        boolean isGood = verdict.isSound() && (!graceful || verdict.isSeamless());
        return (isGood ? ExitStatus.DONE : ExitStatus.FAILED).number();
    }

    private List<List<Victim>> kinds() throws InterruptedException {
        List<List<Victim>> kinds = new ArrayList<>();
        try {
            for (String kind : victims.split(";", -1)) {
                kinds.add(ContainerVictim.ofCompose(compose, List.of(kind.split(",", -1))));
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitStatus.UNAVAILABLE,
                    "NO_CONTAINER",
                    String.valueOf(e.getMessage()),
                    "Start the cluster with 'docker-compose up -d', and name its directory with --compose");
        }
        return kinds;
    }
}
