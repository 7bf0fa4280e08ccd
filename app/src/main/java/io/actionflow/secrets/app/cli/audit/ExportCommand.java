package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.audit.ExportWriter;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.projections.verify.LogRecord;
import io.actionflow.secrets.projections.verify.LogSource;
import io.actionflow.secrets.schemas.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the log to a file. */
@Command(
        name = "export",
        description = {
            "Write the log of a project, or of all, to one file: a backup, and something to verify far from any broker.",
            "",
            "Records are written as they are: values stay sealed and all else encrypted, so that whoever has the file"
                    + " has no more than a broker's disk. With them go the keys of projects, wrapped as they stand on the"
                    + " log, and the checkpoints. It takes no key.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  secrets audit export --config auditor.properties --project weather --to weather.log",
            "  secrets audit verify --file weather.log",
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private AuditOptions.Keyless audit = new AuditOptions.Keyless();

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The file, which must not exist yet.")
    private Path to = Path.of("");

    @Override
    public Integer call() throws IOException {
        // Checkpoints first: what is signed by then stands on the log that is read after them.
        LogSource checkpoints = audit.log(Topic.CHECKPOINTS);
        LogSource events = audit.log(Topic.EVENTS);
        List<String> projects = audit.project().stream().toList();
        try (ExportWriter writer = ExportWriter.create(to, events.partitions(), projects)) {
            checkpoints.read(record -> {
                if (CheckpointOptions.isOf(audit.project(), record)) {
                    write(writer, record, true);
                }
            });
            events.read(record -> {
                if (isOf(audit.project(), record)) {
                    write(writer, record, false);
                }
            });
            writer.finish();
        } finally {
            audit.endProgress();
        }
        audit.err().println("Written to " + to + ".");
        return ExitStatus.DONE.number();
    }

    private static void write(ExportWriter writer, LogRecord record, boolean isCheckpoint) {
        try {
            if (isCheckpoint) {
                writer.checkpoint(record);
            } else {
                writer.record(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys of a project begin with its id and a slash. */
    private static boolean isOf(Optional<String> project, LogRecord record) {
        byte[] key = record.key();
        return project.isEmpty()
                || (key != null && new String(key, StandardCharsets.ISO_8859_1).startsWith(project.get() + "/"));
    }
}
