package io.actionflow.secrets.app.cli.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.audit.ExportDamagedException;
import io.actionflow.secrets.app.audit.ExportFile;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.cli.remote.Shown;
import io.actionflow.secrets.projections.verify.CheckpointCheck;
import io.actionflow.secrets.projections.verify.Finding;
import io.actionflow.secrets.projections.verify.LogSource;
import io.actionflow.secrets.projections.verify.LogVerifier;
import io.actionflow.secrets.projections.verify.Totals;
import io.actionflow.secrets.projections.verify.VerifyReport;
import io.actionflow.secrets.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves the log whole, or names what is wrong with it. */
@Command(
        name = "verify",
        description = {
            "Prove the event log whole, or name the first bad records: topic, partition, offset, and what is wrong.",
            "",
            "It needs no key, but for --state. Every event names the hash of the one before, and what else was written with it: so anybody can"
                    + " see that nothing was altered, dropped, reordered, inserted or exchanged, and that a value which is"
                    + " gone was given up by an event.",
            "",
            "What a chain alone can't show is that its end was cut off, or that all of it was written anew by somebody who"
                    + " holds every key. Checkpoints show it: signed heads of histories. Those on the topic are signed by the"
                    + " processor; one that you keep elsewhere is out of everybody's reach.",
            ""
        },
        footer = {
            "",
            "Findings, one a line: ALTERED DROPPED REORDERED INSERTED DUPLICATED TRUNCATED ROLLED_BACK REWRITTEN MISPLACED",
            "MALFORMED VALUE_ALTERED VALUE_MISSING RECORD_MISSING CHECKPOINT_FORGED",
            "",
            "Examples:",
            "  secrets audit verify --config auditor.properties --checkpoint-key checkpoint-public.json",
            "  secrets audit verify --config auditor.properties --checkpoint-key checkpoint-public.json --checkpoints may.json",
            "  secrets audit verify --file weather.log",
            "  secrets audit verify --config auditor.properties --project weather --state",
            "",
            "Exit status: 0 the log is whole, 1 something was found or could not be read, 2 wrong use, 3 no broker."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private DecryptingOptions audit = new DecryptingOptions();

    @Mixin
    private CheckpointOptions checkpoints = new CheckpointOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Verify a file that 'secrets audit export' wrote, instead of a cluster.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        if (state.isChosen() && file.isPresent()) {
            throw AuditOptions.wrong("A file has no running services to compare with", "Leave out --file, or --state");
        }
        VerifyReport report = file.isPresent() ? ofFile(file.get()) : ofCluster();
        if (!checkpoints.hasKey(audit)) {
            audit.err().println("The signatures of checkpoints were not checked: no --checkpoint-key was given.");
        }
        report.findings().forEach(this::print);
        print(report);
        boolean holds = !state.isChosen() || stateHolds();
        return (report.whole() && holds ? ExitStatus.DONE : ExitStatus.FAILED).number();
    }

    private boolean stateHolds() throws IOException, GeneralSecurityException {
        return new StateCheck(audit).holds(state.ask(audit.oneProject(), audit.surroundings(), audit.err()));
    }

    private VerifyReport ofFile(Path path) throws IOException, GeneralSecurityException {
        try {
            ExportFile export = ExportFile.open(path);
            CheckpointCheck check = checkpoints.check(audit, export.partitions());
            export.checkpoints().stream()
                    .filter(it -> CheckpointOptions.isOf(audit.project(), it))
                    .forEach(check::take);
            return verify(
                    export,
                    check,
                    projectId ->
                            export.projects().isEmpty() || export.projects().contains(projectId));
        } catch (ExportDamagedException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "FILE_DAMAGED",
                    path + ": " + e.getMessage(),
                    "Get the file again from its source");
        }
    }

    /** Checkpoints first: what is signed by then stands on the log that is read after them. */
    private VerifyReport ofCluster() throws IOException, GeneralSecurityException {
        LogSource signed = audit.log(Topic.CHECKPOINTS);
        CheckpointCheck check = checkpoints.check(audit, signed.partitions());
        signed.read(record -> {
            if (CheckpointOptions.isOf(audit.project(), record)) {
                check.take(record);
            }
        });
        return verify(audit.log(Topic.EVENTS), check, projectId -> true);
    }

    private VerifyReport verify(LogSource log, CheckpointCheck check, Predicate<String> held) {
        Predicate<String> chosen =
                audit.project().<Predicate<String>>map(id -> id::equals).orElse(held);
        VerifyReport report = LogVerifier.verify(log, check.heads(), chosen);
        audit.endProgress();
        return report.after(check.findings());
    }

    private void print(Finding it) {
        if (audit.isJson()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("kind", it.kind().name()).put("topic", it.topic()).put("partition", it.partition());
            line.put("offset", it.offset()).put("key", it.key()).put("sentence", it.sentence());
            audit.print(line);
        } else {
            String place = it.topic() + "-" + it.partition() + (it.offset() < 0 ? "" : "@" + it.offset());
            audit.out().println(it.kind() + "  " + place + "  " + Shown.text(it.key()) + "  " + it.sentence() + ".");
        }
    }

    private void print(VerifyReport report) {
        Totals it = report.totals();
        if (audit.isJson()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("whole", report.whole()).put("findings", it.findings()).put("records", it.records());
            line.put("projects", it.projects()).put("events", it.events()).put("chunks", it.chunks());
            line.put("values", it.values()).put("erased", it.erased()).put("unclaimed", it.unclaimed());
            line.put("tombstones", it.tombstones())
                    .put("checkpoints", it.checkpoints())
                    .put("unsigned", it.unsigned());
            audit.print(line);
        } else {
            audit.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s: %,d projects, %,d events, %,d values, %,d erased; %,d checkpoints held, %,d events since"
                                    + " the last of them.",
                            report.whole() ? "Whole" : String.format(Locale.ROOT, "%,d findings", it.findings()),
                            it.projects(),
                            it.events(),
                            it.values(),
                            it.erased(),
                            it.checkpoints(),
                            it.unsigned()));
        }
    }
}
