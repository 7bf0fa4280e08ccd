package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.audit.Then;
import io.actionflow.secrets.app.audit.UsageLedger;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.cli.remote.Shown;
import io.actionflow.secrets.projections.replay.LogItem;
import io.actionflow.secrets.projections.replay.LogItem.Opened;
import io.actionflow.secrets.projections.replay.LogItem.Unreadable;
import io.actionflow.secrets.projections.replay.LogOpener;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.projections.state.Nfc;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.topic.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how often secrets were resolved. */
@Command(
        name = "usage",
        description = {
            "Show for each secret when it was last resolved, by which Actionflow, version and node, and how often; and those"
                    + " that never were.",
            "",
            "Resolvers count exactly, and publish sums every ten seconds and when they stop; one that was killed has not"
                    + " published its last seconds. Sums are kept for 400 days after a counter last changed. It needs memory"
                    + " for secrets and places, not for events.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  secrets audit usage --project weather",
            "  secrets audit usage --project weather --secret 'Weather API key'",
            "  secrets audit usage --json | jq -r 'select(.count == 0).name'"
        },
        mixinStandardHelpOptions = true)
final class UsageCommand implements Callable<Integer> {

    @Mixin
    private DecryptingOptions audit = new DecryptingOptions();

    @Option(names = "--secret", paramLabel = "SECRET", description = "Only this secret: its id, or its name now.")
    private Optional<String> secret = Optional.empty();

    // projectId → its secrets
    private final SortedMap<String, Then> projects = new TreeMap<>();
    private long unreadable;

    @Override
    public Integer call() throws Exception {
        LogOpener opener = new LogOpener(new EventCodec(audit.cipher()));
        UsageLedger ledger = new UsageLedger(audit.cipher());
        // The sums first: what was resolved before them is a secret by then.
        try (TopicReader topic = audit.open(Topic.USAGE)) {
            audit.read(topic, record -> {
                if (isWanted(record)) {
                    ledger.take(record).ifPresent(this::warn);
                }
            });
        }
        try (TopicReader topic = audit.open(Topic.EVENTS)) {
            audit.read(topic, record -> {
                if (isWanted(record)) {
                    opener.open(record).ifPresent(this::take);
                }
            });
        }
        show(ledger);
        return status();
    }

    private boolean isWanted(ConsumerRecord<byte[], byte[]> record) {
        return audit.project().map(id -> LogOpener.isOf(id, record)).orElse(true);
    }

    private void take(LogItem item) {
        if (item instanceof Opened opened) {
            projects.computeIfAbsent(item.projectId(), id -> new Then())
                    .apply(opened.event().event());
        } else if (item instanceof Unreadable closed) {
            warn(closed);
        }
    }

    private void warn(Unreadable record) {
        unreadable++;
        audit.clearProgress();
        audit.err()
                .println(Shown.text("secrets: warning: passed over " + record.place() + ", key " + record.key() + ": "
                        + record.reason()));
    }

    private void show(UsageLedger ledger) {
        UsageOutput output = UsageOutput.of(audit);
        ledger.projects().forEach(id -> projects.computeIfAbsent(id, it -> new Then()));
        projects.forEach((projectId, then) -> {
            var resolved = ledger.bySecret(projectId);
            then.secrets().forEach(id -> resolved.computeIfAbsent(id, it -> Map.of()));
            resolved.forEach((secretId, places) -> {
                if (isMeant(secretId, then)) {
                    output.secret(projectId, secretId, then.name(secretId), places);
                }
            });
            if (secret.isEmpty()) {
                ledger.notApart(projectId).ifPresent(total -> output.notApart(projectId, total));
            }
        });
        output.end();
    }

    private boolean isMeant(String secretId, Then then) {
        return secret.map(it -> it.equals(secretId)
                        || then.name(secretId)
                                .map(name -> Nfc.of(name).equals(Nfc.of(it)))
                                .orElse(false))
                .orElse(true);
    }

    private int status() {
        audit.project().filter(id -> projects.isEmpty()).ifPresent(id -> {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "PROJECT_NOT_FOUND",
                    "There is no event of project '" + id + "' on this log",
                    "Check the id, and the cluster");
        });
        if (unreadable > 0) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "UNREADABLE",
                    (unreadable == 1 ? "1 record" : unreadable + " records") + " could not be opened",
                    "What is shown may lack something; each is named above with its place");
        }
        return ExitStatus.DONE.number();
    }
}
