package io.actionflow.secrets.app.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.cli.remote.JsonOutput;
import io.actionflow.secrets.app.cli.remote.Surroundings;
import io.actionflow.secrets.app.config.ServiceConfig;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.projections.verify.TopicLog;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.topic.Topic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The auditor's way in: which cluster, which project, and how to show what is found. Needs no key. */
class AuditOptions {

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "One or more brokers of the cluster, separated by commas. Default: what the file says.")
    private Optional<String> bootstrapServer = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "A properties file: Kafka's own settings, and the keys under the names that the services' files have.",
                "Default: $SECRETS_AUDIT_CONFIG."
            })
    private Optional<Path> configFile = Optional.empty();

    @Option(
            names = {"-p", "--project"},
            paramLabel = "PROJECT",
            description = "The project's id.")
    private Optional<String> project = Optional.empty();

    @Option(names = "--json", description = "Print lines of JSON, for programs.")
    private boolean json;

    private Optional<ReadProgress> progress = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Kafka's settings, of the file and the options together. */
    final Map<String, String> kafka() {
        Map<String, String> kafka = new HashMap<>();
        // Somebody waits at a terminal: Kafka's default of a minute is long there. The file may say otherwise.
        kafka.put("request.timeout.ms", "5000");
        kafka.put("default.api.timeout.ms", "15000");
        config().ifPresent(it -> kafka.putAll(it.kafka()));
        bootstrapServer.ifPresent(it -> kafka.put(BOOTSTRAP_SERVERS, it));
        if (!kafka.containsKey(BOOTSTRAP_SERVERS)) {
            throw wrong("No cluster is named", "Name it with --bootstrap-server, or in a file with --config");
        }
        return kafka;
    }

    final Optional<ServiceConfig> config() {
        return configFile
                .or(() -> surroundings().variable("SECRETS_AUDIT_CONFIG").map(Path::of))
                .map(file -> ServiceConfig.load(file, Set.of()));
    }

    /** The project that was asked for; empty for all. */
    final Optional<String> project() {
        project.filter(id -> !Ids.isValid(id)).ifPresent(id -> {
            throw wrong("'" + id + "' is no project id", "One has 1 to 255 characters of A-Z a-z 0-9 . _ ~ -");
        });
        return project;
    }

    /** The project, for what can't be asked of all together. */
    final String oneProject() {
        return project().orElseThrow(() -> wrong("No project is named", "Name it with --project"));
    }

    /** Opens a topic: the project's partition, or all. */
    final TopicReader open(Topic topic) {
        return opened(topic, () -> project()
                .map(id -> TopicReader.ofProject(kafka(), topic, id))
                .orElseGet(() -> TopicReader.open(kafka(), topic)));
    }

    /** The same as a log that can be read more than once; shows its progress, too, until {@link #endProgress()}. */
    final TopicLog log(Topic topic) {
        ReadProgress shown = progress();
        return opened(topic, () -> TopicLog.open(kafka(), topic, project(), shown));
    }

    final void endProgress() {
        clearProgress();
        progress = Optional.empty();
    }

    private static <T> T opened(Topic topic, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (AuthorizationException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "NOT_AUTHORIZED",
                    "This principal may not read the topic " + topic.name(),
                    "Grant what auditors need with: secrets topics apply --acls --principal-auditor TYPE:NAME");
        } catch (UnknownTopicOrPartitionException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "TOPICS_DIFFER",
                    "There is no topic " + topic.name() + " on this cluster",
                    "Is it the right one? Missing topics are created with: secrets topics apply");
        }
    }

    /** Reads all of it, and shows on standard error how far it has come. */
    final <X extends Exception> void read(TopicReader topic, TopicReader.Sink<X> sink) throws X {
        try {
            topic.read(sink, progress());
        } finally {
            clearProgress();
        }
    }

    /** The same for those of its records that are wanted, in the order of time. */
    final <X extends Exception> void readByTime(
            TopicReader topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted, TopicReader.Sink<X> sink) throws X {
        try {
            topic.readByTime(wanted, sink, progress());
        } finally {
            clearProgress();
        }
    }

    private ReadProgress progress() {
        endProgress();
        ReadProgress shown = new ReadProgress(err(), surroundings().showsProgress());
        progress = Optional.of(shown);
        return shown;
    }

    /** Takes the line of progress away before something else is printed: both may go to the same terminal. */
    final void clearProgress() {
        progress.ifPresent(ReadProgress::clear);
    }

    final boolean isJson() {
        return json;
    }

    final void print(JsonNode document) {
        out().println(JsonOutput.line(document));
    }

    final Surroundings surroundings() {
        return Surroundings.of(spec);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    static CommandFailure wrong(String message, String remedy) {
        return new CommandFailure(ExitStatus.USAGE, "USAGE", message, remedy);
    }

    /** For commands that need no key. */
    static final class Keyless extends AuditOptions {}
}
