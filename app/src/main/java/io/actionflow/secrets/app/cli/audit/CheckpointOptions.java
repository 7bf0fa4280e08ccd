package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.checkpoints.CheckpointFile;
import io.actionflow.secrets.app.checkpoints.KeptCheckpoints;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.projections.verify.CheckpointCheck;
import io.actionflow.secrets.projections.verify.LogRecord;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which checkpoints to hold a log against, and by which public key they are known. */
final class CheckpointOptions {

    @Mixin
    private CheckpointKey key = new CheckpointKey();

    @Option(
            names = "--checkpoints",
            paramLabel = "FILE",
            description = {
                "Checkpoints that were kept elsewhere, as 'secrets audit checkpoint export' writes them. May be given more"
                        + " than once.",
                "Besides those that 'checkpoint import' keeps in secrets.audit.checkpoints of the file of --config."
            })
    private List<Path> files = new ArrayList<>();

    boolean hasKey(AuditOptions audit) throws IOException, GeneralSecurityException {
        return key.verifier(audit).isPresent();
    }

    /** Begins with the checkpoints that were kept elsewhere. */
    CheckpointCheck check(AuditOptions audit, int partitions) throws IOException, GeneralSecurityException {
        CheckpointCheck check = new CheckpointCheck(key.verifier(audit).orElse(null), partitions);
        for (SignedCheckpoint saved : saved(audit)) {
            if (audit.project().map(saved.head().projectId()::equals).orElse(true)) {
                check.takeSaved(saved);
            }
        }
        return check;
    }

    private List<SignedCheckpoint> saved(AuditOptions audit) throws IOException {
        List<SignedCheckpoint> saved = new ArrayList<>();
        Optional<Path> kept = kept(audit);
        if (kept.isPresent()) {
            saved.addAll(KeptCheckpoints.in(kept.get()).all());
        }
        for (Path file : files) {
            saved.addAll(read(file));
        }
        return saved;
    }

    /** Where the file of --config says that checkpoints are kept. */
    static Optional<Path> kept(AuditOptions audit) {
        return audit.config()
                .filter(it -> it.has(Setting.AUDIT_CHECKPOINTS))
                .map(it -> it.path(Setting.AUDIT_CHECKPOINTS));
    }

    static List<SignedCheckpoint> read(Path file) throws IOException {
        try {
            return CheckpointFile.read(file);
        } catch (CheckpointFile.DamagedException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "FILE_DAMAGED",
                    String.valueOf(e.getMessage()),
                    "Get the file again from where it was kept");
        }
    }

    /** Whether a record of the topic is to be looked at. */
    static boolean isOf(Optional<String> project, LogRecord checkpoint) {
        byte[] key = checkpoint.key();
        return project.isEmpty() || key == null || new String(key, StandardCharsets.UTF_8).equals(project.get());
    }
}
