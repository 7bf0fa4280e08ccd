package io.actionflow.secrets.app.cli.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.cli.remote.Column;
import io.actionflow.secrets.app.cli.remote.Shown;
import io.actionflow.secrets.app.cli.remote.Table;
import io.actionflow.secrets.app.config.Durations;
import io.actionflow.secrets.projections.replay.ErasureLedger;
import io.actionflow.secrets.projections.replay.ErasureLedger.Line;
import io.actionflow.secrets.projections.replay.ErasureLedger.Stage;
import io.actionflow.secrets.projections.replay.HistoryOpener;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the values that left, and how far each has got. */
@Command(
        name = "erasure",
        description = {
            "List the values that were replaced or deleted: kept for their retention, being erased, erased.",
            "",
            "  kept      nothing new can use it; DUE is when it will be given up",
            "  erasing   given up at GIVEN UP: no reader has it any more, the broker may still have it",
            "  erased    at ERASED, the topic was read from its beginning and had nothing of it",
            "  overdue   it should be further by now: does the processor run, does the broker compact?",
            "",
            "The state is folded in memory, of one project or of all."
        },
        footer = {
            "",
            "Exit status: 1 where anything is overdue.",
            "",
            "Examples:",
            "  secrets audit erasure --config auditor.properties --project weather",
            "  secrets audit erasure --config auditor.properties --open --json"
        },
        mixinStandardHelpOptions = true)
final class ErasureCommand implements Callable<Integer> {

    /** How long a due value may wait for the processor to look. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int PAGE = 1000;

    @Mixin
    private DecryptingOptions audit = new DecryptingOptions();

    @Option(
            names = "--retention",
            paramLabel = "DURATION",
            converter = ADuration.class,
            description = "What secrets.processor.retention is. Default: 24h.")
    private Duration retention = Duration.ofHours(24);

    @Option(
            names = "--bound",
            paramLabel = "DURATION",
            converter = ADuration.class,
            description = {
                "Within which the broker must be rid of what was given up, as docs/operations.md says.",
                "Default: PT6H6M15S, by the settings with which topics are created."
            })
    private Duration bound = Duration.parse("PT6H6M15S");

    @Option(names = "--open", description = "Leave out what is erased.")
    private boolean open;

    /** As in configuration files. */
    static final class ADuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text)
                    .orElseThrow(() -> AuditOptions.wrong(
                            "'" + text + "' is no duration", "Write one like 90s, 30m, 24h, 7d or PT12H"));
        }
    }

    @Override
    public Integer call() throws Exception {
        ErasureLedger ledger = new ErasureLedger();
        HistoryOpener opener = new HistoryOpener(audit.cipher(), ledger::fold, ledger::pass);
        try (TopicReader topic = audit.open(Topic.EVENTS)) {
            audit.read(topic, record -> take(opener, record));
        }
        opener.end();
        Instant now = InstantSource.system().instant();
        List<Line> lines = ledger.lines().stream()
                .filter(line -> !open || line.stage() != Stage.ERASED)
                .toList();
        if (audit.isJson()) {
            lines.forEach(line -> audit.print(json(line, now)));
        } else {
            print(lines, now);
        }
        boolean isOverdue = lines.stream().anyMatch(line -> isOverdue(line, now));
        return (isOverdue ? ExitStatus.FAILED : ExitStatus.DONE).number();
    }

    private void take(HistoryOpener opener, ConsumerRecord<byte[], byte[]> record) throws DecryptionException {
        RecordKey key = RecordKey.parse(new String(record.key(), StandardCharsets.UTF_8));
        if (audit.project().map(key.projectId()::equals).orElse(true)) {
            opener.accept(key, record.value());
        }
    }

    private Instant due(Line line) {
        return line.used() ? line.retiredAt().plus(retention) : line.retiredAt();
    }

    private boolean isOverdue(Line line, Instant now) {
        Instant givenUp = line.givenUpAt();
        return switch (line.stage()) {
            case KEPT -> due(line).plus(PATIENCE).isBefore(now);
            case ERASING -> givenUp != null && givenUp.plus(bound).isBefore(now);
            case ERASED -> false;
        };
    }

    private ObjectNode json(Line line, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("projectId", line.projectId())
                .put("secretId", line.secretId())
                .put("valueId", line.valueId())
                .put("stage", line.stage().name().toLowerCase(Locale.ROOT))
                .put("overdue", isOverdue(line, now))
                .put("retiredAt", line.retiredAt().toString())
                .put("dueAt", due(line).toString())
                .put("givenUpAt", text(line.givenUpAt()))
                .put("erasedAt", text(line.erasedAt()));
    }

    private void print(List<Line> lines, Instant now) {
        Table table = new Table(
                OptionalInt.empty(),
                Column.fixed("PROJECT"),
                Column.fixed("SECRET"),
                Column.fixed("VALUE"),
                Column.fixed("STAGE"),
                Column.fixed("RETIRED"),
                Column.fixed("DUE"),
                Column.fixed("GIVEN UP"),
                Column.fixed("ERASED"));
        for (int from = 0; from < Math.max(1, lines.size()); from += PAGE) {
            List<Line> page = lines.subList(from, Math.min(lines.size(), from + PAGE));
            table.print(audit.out(), page.stream().map(line -> row(line, now)).toList());
        }
    }

    private List<String> row(Line line, Instant now) {
        return List.of(
                line.projectId(),
                line.secretId(),
                line.valueId(),
                isOverdue(line, now) ? "overdue" : line.stage().name().toLowerCase(Locale.ROOT),
                time(line.retiredAt()),
                time(due(line)),
                time(line.givenUpAt()),
                time(line.erasedAt()));
    }

    private String time(@Nullable Instant at) {
        return at == null ? "" : Shown.time(at.toString(), audit.surroundings().zone());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
