package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.audit.EventFilter;
import io.actionflow.secrets.app.audit.Then;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.projections.replay.LogItem;
import io.actionflow.secrets.projections.replay.LogItem.Opened;
import io.actionflow.secrets.projections.replay.LogItem.Unreadable;
import io.actionflow.secrets.projections.replay.LogOpener;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells the history. */
@Command(
        name = "replay",
        description = {
            "Tell the history of a project, or of all in the order of time: who did what to which secret, when, and why it was"
                    + " refused. Secrets are called as they were then.",
            "",
            "It needs memory for the secrets and members that there are at one time, not for events. A record that can't be"
                    + " opened is named with its place, and the exit status is 1 at the end. No value is ever shown.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  secrets audit replay --project weather --since PT24H",
            "  secrets audit replay --project weather --secret 'Weather API key'",
            "  secrets audit replay --type CommandRefused --since 2026-05-01",
            "  secrets audit replay --project weather --json | jq -r 'select(.type == \"SecretEdited\").actor'"
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private DecryptingOptions audit = new DecryptingOptions();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(names = "--fail-fast", description = "End at the first record that can't be opened.")
    private boolean failsFast;

    @Override
    public Integer call() throws Exception {
        EventFilter filter = filters.filter(audit.surroundings().zone(), Instant.now());
        LogOpener opener = new LogOpener(new EventCodec(audit.cipher()));
        try (TopicReader topic = audit.open(Topic.EVENTS);
                HistoryOutput output = HistoryOutput.of(audit)) {
            Reading reading = new Reading(filter, output);
            audit.readByTime(
                    topic, this::isWanted, record -> opener.open(record).ifPresent(reading::take));
            return reading.status();
        }
    }

    private boolean isWanted(ConsumerRecord<byte[], byte[]> record) {
        return audit.project().map(id -> LogOpener.mayBeOf(id, record)).orElse(true);
    }

    /** What has been read so far. */
    private final class Reading {
        private final EventFilter filter;
        private final HistoryOutput output;
        // projectId → what it was like; as many as there are projects
        private final Map<String, Then> projects = new HashMap<>();
        private long unreadable;

        Reading(EventFilter filter, HistoryOutput output) {
            this.filter = filter;
            this.output = output;
        }

        void take(LogItem item) {
            if (item instanceof Opened opened) {
                Then then = projects.computeIfAbsent(item.projectId(), id -> new Then());
                if (filter.takes(item.projectId(), opened.event().event())) {
                    output.tell(opened, then);
                }
                then.apply(opened.event().event());
            } else if (item instanceof Unreadable closed) {
                unreadable++;
                output.tell(closed);
                if (failsFast) {
                    throw unreadable();
                }
            }
        }

        int status() {
            output.flush();
            if (unreadable > 0) {
                throw unreadable();
            }
            audit.project().filter(id -> projects.isEmpty()).ifPresent(id -> {
                throw new CommandFailure(
                        ExitStatus.FAILED,
                        "PROJECT_NOT_FOUND",
                        "There is no event of project '" + id + "' on this log",
                        "Check the id, and the cluster");
            });
            return ExitStatus.DONE.number();
        }

        private CommandFailure unreadable() {
            output.flush();
            return new CommandFailure(
                    ExitStatus.FAILED,
                    "UNREADABLE",
                    (unreadable == 1 ? "1 event record" : unreadable + " event records") + " could not be opened",
                    "Each is named above with its place. UNKNOWN_KEY asks for other keys; what the others mean is for:"
                            + " secrets audit verify");
        }
    }
}
