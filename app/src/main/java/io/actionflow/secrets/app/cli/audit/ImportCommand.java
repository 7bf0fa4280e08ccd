package io.actionflow.secrets.app.cli.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.audit.ExportDamagedException;
import io.actionflow.secrets.app.audit.ExportFile;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.restore.Backup;
import io.actionflow.secrets.app.restore.Restore;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandTimeoutException;
import io.actionflow.secrets.commands.client.CommandUnavailableException;
import io.actionflow.secrets.commands.client.ImportClient;
import io.actionflow.secrets.projections.verify.CheckpointCheck;
import io.actionflow.secrets.projections.verify.LogVerifier;
import io.actionflow.secrets.projections.verify.SignedHead;
import io.actionflow.secrets.projections.verify.VerifyReport;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Restores a backup. */
@Command(
        name = "import",
        description = {
            "Bring the projects of a file that 'secrets audit export' wrote back into a cluster that never had them.",
            "",
            "The file is verified before anything is sent. A processor must be running, with the keys of before: it alone"
                    + " writes events, and takes each record as a reader would. Then the cluster's log is verified, up to"
                    + " the very events with which the file ends. Ids, values and chain are those of before.",
            "",
            "It needs the rights of an editor backend: WRITE on secret-commands, READ on secret-command-results and"
                    + " secret-events. Interrupted, it may be started again: what is there and equal is passed over. A"
                    + " project that has gone on since is left as it is.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  secrets audit import --config restore.properties --checkpoint-key checkpoint-public.json backup.log",
            "",
            "Exit status: 0 all projects are there and whole, 1 one is not, 2 wrong use, 3 no broker or no processor."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);

    @Mixin
    private DecryptingOptions audit = new DecryptingOptions();

    @Mixin
    private CheckpointOptions checkpoints = new CheckpointOptions();

    @Parameters(paramLabel = "FILE", description = "What 'secrets audit export' wrote.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        try {
            ExportFile export = ExportFile.open(file);
            Predicate<String> chosen = audit.project()
                    .<Predicate<String>>map(id -> id::equals)
                    .orElse(id ->
                            export.projects().isEmpty() || export.projects().contains(id));
            requireWhole(export, chosen);
            return restore(Backup.of(export, chosen));
        } catch (ExportDamagedException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "FILE_DAMAGED",
                    file + ": " + e.getMessage(),
                    "Get the file again from its source");
        }
    }

    private void requireWhole(ExportFile export, Predicate<String> chosen)
            throws IOException, GeneralSecurityException {
        CheckpointCheck check = checkpoints.check(audit, export.partitions());
        export.checkpoints().stream()
                .filter(it -> CheckpointOptions.isOf(audit.project(), it))
                .forEach(check::take);
        VerifyReport report = LogVerifier.verify(export, check.heads(), chosen).after(check.findings());
        if (!report.whole()) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "BACKUP_NOT_WHOLE",
                    "Verifying the file came to " + report.totals().findings() + " findings, the first: "
                            + report.findings().get(0).sentence() + ". Nothing was sent",
                    "See all of them with: secrets audit verify --file");
        }
    }

    private int restore(Backup backup) throws IOException, GeneralSecurityException {
        Map<String, Rejected> refused;
        ReadProgress progress =
                new ReadProgress(audit.err(), audit.surroundings().showsProgress());
        ClientSettings settings = ClientSettings.of(audit.kafka()).answeredWithin(ANSWER_WITHIN);
        try (ImportClient client = ImportClient.connect(settings, audit.cipher())) {
            refused = new Restore(client, progress::at).run(backup);
        } catch (CompletionException | CommandUnavailableException e) {
            Throwable cause = e instanceof CompletionException ? e.getCause() : e;
            if (cause instanceof CommandTimeoutException || cause instanceof CommandUnavailableException) {
                throw new CommandFailure(
                        ExitStatus.UNAVAILABLE,
                        "UNAVAILABLE",
                        "The processor did not answer, so that not all projects are restored",
                        "See that brokers and a processor are running, then start the import again");
            }
            throw e;
        } finally {
            progress.clear();
        }
        return tell(backup, refused, verify(backup, refused));
    }

    /** The cluster must end where the file does, or later where somebody has gone on since. */
    private VerifyReport verify(Backup backup, Map<String, Rejected> refused) {
        List<SignedHead> restored = backup.heads().stream()
                .filter(it -> !refused.containsKey(it.projectId()))
                .toList();
        List<String> ids = restored.stream().map(SignedHead::projectId).toList();
        VerifyReport report = LogVerifier.verify(audit.log(Topic.EVENTS), restored, Set.copyOf(ids)::contains);
        audit.endProgress();
        return report;
    }

    private int tell(Backup backup, Map<String, Rejected> refused, VerifyReport report) {
        refused.forEach(this::tell);
        report.findings().forEach(it -> audit.err().println(it.kind() + "  " + it.key() + "  " + it.sentence() + "."));
        int restored = backup.heads().size() - refused.size();
        if (audit.isJson()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("restored", restored).put("refused", refused.size()).put("whole", report.whole());
            line.put("events", report.totals().events())
                    .put("values", report.totals().values());
            audit.print(line);
        } else {
            audit.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%,d projects restored, %,d not; %s: %,d events, %,d values.",
                            restored,
                            refused.size(),
                            report.whole() ? "verified whole" : "NOT WHOLE",
                            report.totals().events(),
                            report.totals().values()));
        }
        return (refused.isEmpty() && report.whole() ? ExitStatus.DONE : ExitStatus.FAILED).number();
    }

    private void tell(String projectId, Rejected why) {
        if (audit.isJson()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("projectId", projectId).put("code", why.code().name()).put("message", why.message());
            audit.print(line);
        } else {
            audit.out().println(why.code() + "  " + projectId + "  " + why.message());
        }
    }
}
