package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.topics.TopicAdmin;
import io.actionflow.secrets.commands.processor.BrokerAdvice;
import io.actionflow.secrets.schemas.topic.TopicDrift;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates and checks the topics. */
@Command(
        name = "topics",
        description = "Create the system's topics on a cluster, or check them.",
        synopsisSubcommandLabel = "apply|check",
        mixinStandardHelpOptions = true)
final class TopicsCommand {

    private static final String PARTITIONS_HELP = "Partitions of every topic. They can't be changed later: a project's"
            + " records stay in the partition that its id is hashed to.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = {
                "Create the topics that are missing, then check all of them.",
                "A topic that exists is never changed. Running it again does no harm."
            },
            mixinStandardHelpOptions = true)
    int apply(
            @Mixin BrokerOptions broker,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            description = PARTITIONS_HELP + " Default: as many as existing topics have, or 8.")
                    Optional<Integer> partitions,
            @Option(
                            names = "--replication-factor",
                            paramLabel = "N",
                            defaultValue = "-1",
                            description = "Copies of every partition. Default: the broker's default.")
                    short replication)
            throws IOException {
        try (Admin admin = broker.connect()) {
            TopicAdmin topics = new TopicAdmin(admin);
            topics.create(count(partitions), replication).forEach(name -> out().println("created " + name));
            return check(admin, topics, count(partitions));
        }
    }

    @Command(
            description = {
                "Compare the topics with what they must be, and name every difference.",
                "Changes nothing. Exit status 1 says that there are differences."
            },
            mixinStandardHelpOptions = true)
    int check(
            @Mixin BrokerOptions broker,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            description = "The partition count to expect. Default: any, if equal for all topics.")
                    Optional<Integer> partitions)
            throws IOException {
        try (Admin admin = broker.connect()) {
            return check(admin, new TopicAdmin(admin), count(partitions));
        }
    }

    private int check(Admin admin, TopicAdmin topics, OptionalInt partitions) {
        List<TopicDrift> drifts = topics.check(partitions);
        drifts.forEach(drift -> out().println(drift.sentence()));
        if (!drifts.isEmpty()) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "TOPICS_DIFFER",
                    drifts.size() + " settings of the topics differ from what they must be",
                    "Correct each of the lines on standard output with Kafka's own tools, or create the missing topics"
                            + " with: secrets topics apply");
        }
        out().println("The topics are as they must be.");
        BrokerAdvice.of(admin).forEach(advice -> out().println("advice: " + advice));
        return ExitStatus.DONE.number();
    }

    private static OptionalInt count(Optional<Integer> partitions) {
        return partitions.stream().mapToInt(Integer::intValue).findAny();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
