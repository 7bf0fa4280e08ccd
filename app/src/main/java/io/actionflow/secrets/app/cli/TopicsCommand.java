package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.topics.AclAdmin;
import io.actionflow.secrets.app.topics.TopicAdmin;
import io.actionflow.secrets.commands.processor.BrokerAdvice;
import io.actionflow.secrets.schemas.topic.AclDrift;
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

/** Creates and checks the topics, and who may do what with them. */
@Command(
        name = "topics",
        description = "Create the system's topics on a cluster and grant rights to them, or check both.",
        synopsisSubcommandLabel = "apply|check",
        mixinStandardHelpOptions = true)
final class TopicsCommand {

    private static final String PARTITIONS_HELP = "Partitions of every topic. They can't be changed later: a project's"
            + " records stay in the partition that its id is hashed to.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = {
                "Create the topics that are missing, then check all of them; with --acls, the rights too.",
                "A topic that exists is never changed, and no right is taken away. Running it again does no harm."
            },
            mixinStandardHelpOptions = true)
    int apply(
            @Mixin BrokerOptions broker,
            @Mixin AclOptions rights,
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
            Optional<AclAdmin> acls = rights.connect(admin);
            TopicAdmin topics = new TopicAdmin(admin);
            topics.create(count(partitions), replication).forEach(name -> out().println("created " + name));
            acls.ifPresent(it -> it.grant().forEach(this::printGranted));
            return judge(admin, topics.checkCreated(count(partitions)), acls.map(AclAdmin::checkGranted));
        }
    }

    @Command(
            description = {
                "Compare the topics, and with --acls the rights, with what they must be, and name every difference.",
                "Changes nothing. Exit status 1 says that there are differences."
            },
            mixinStandardHelpOptions = true)
    int check(
            @Mixin BrokerOptions broker,
            @Mixin AclOptions rights,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            description = "The partition count to expect. Default: any, if equal for all topics.")
                    Optional<Integer> partitions)
            throws IOException {
        try (Admin admin = broker.connect()) {
            Optional<AclAdmin> acls = rights.connect(admin);
            return judge(admin, new TopicAdmin(admin).check(count(partitions)), acls.map(AclAdmin::check));
        }
    }

    /** {@code ofRights} is empty where nobody asked about rights. */
    private int judge(Admin admin, List<TopicDrift> ofTopics, Optional<List<AclDrift>> ofRights) {
        ofTopics.forEach(drift -> out().println(drift.sentence()));
        ofRights.ifPresent(drifts -> drifts.forEach(drift -> out().println(drift.sentence())));
        requireNoneOfTopics(ofTopics);
        out().println("The topics are as they must be.");
        ofRights.ifPresent(drifts -> {
            requireNoneOfRights(drifts);
            out().println("The rights are as they must be.");
        });
        BrokerAdvice.of(admin).forEach(advice -> out().println("advice: " + advice));
        return ExitStatus.DONE.number();
    }

    private static void requireNoneOfTopics(List<TopicDrift> drifts) {
        if (!drifts.isEmpty()) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "TOPICS_DIFFER",
                    drifts.size() + " settings of the topics differ from what they must be",
                    "Correct each of the lines on standard output with Kafka's own tools, or create the missing topics"
                            + " with: secrets topics apply");
        }
    }

    private static void requireNoneOfRights(List<AclDrift> drifts) {
        if (!drifts.isEmpty()) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "ACLS_DIFFER",
                    drifts.size() + " rights differ from what they must be",
                    "Grant the missing ones with: secrets topics apply --acls; take the others away with Kafka's own"
                            + " tools");
        }
    }

    private void printGranted(AclDrift granted) {
        out().println("granted " + granted.principal() + " " + granted.right().text());
    }

    private static OptionalInt count(Optional<Integer> partitions) {
        return partitions.stream().mapToInt(Integer::intValue).findAny();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
