package io.actionflow.secrets.app.audit;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.projections.fixture.LogBook;
import io.actionflow.secrets.projections.verify.CheckpointCheck;
import io.actionflow.secrets.projections.verify.Finding;
import io.actionflow.secrets.projections.verify.LogRecord;
import io.actionflow.secrets.projections.verify.LogVerifier;
import io.actionflow.secrets.projections.verify.SignedHead;
import io.actionflow.secrets.projections.verify.VerifyReport;
import io.actionflow.secrets.schemas.crypto.CheckpointSigner;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.KeysetFile;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;

/** Logs in files of one directory, with checkpoints that a key of the test signs. */
public final class ExportedLog {

    private final Path directory;
    private final KeysetHandle keys;
    private final Path publicKey;

    private ExportedLog(Path directory, KeysetHandle keys, Path publicKey) {
        this.directory = directory;
        this.keys = keys;
        this.publicKey = publicKey;
    }

    public static ExportedLog in(Path directory) throws IOException, GeneralSecurityException {
        KeysetHandle keys = KeyTemplates.newSigningKeyPair();
        Path publicKey = directory.resolve("checkpoint-public.json");
        KeysetFile.createPublic(publicKey, keys.getPublicKeysetHandle());
        return new ExportedLog(directory, keys, publicKey);
    }

    public Path publicKey() {
        return publicKey;
    }

    /** Writes the log with these heads, in the file of that name, over what was there. */
    public Path write(String name, LogBook log, List<SignedHead> heads) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        CheckpointSigner signer = CheckpointSigner.of(keys);
        try (ExportWriter writer = ExportWriter.create(file, log.partitions(), List.of())) {
            long offset = 0;
            for (SignedHead head : heads) {
                Checkpoint checkpoint = new Checkpoint(
                        head.projectId(), head.sequence(), head.hash(), Instant.parse("2026-05-04T03:02:01Z"));
                writer.checkpoint(new LogRecord(
                        RecordKey.partition(head.projectId(), log.partitions()),
                        offset++,
                        1_777_863_721_000L,
                        head.projectId().getBytes(StandardCharsets.UTF_8),
                        WireRecords.CODEC.encode(signer.sign(checkpoint))));
            }
            for (LogRecord record : log.records()) {
                writer.record(record);
            }
            writer.finish();
        }
        return file;
    }

    /** What our verifier says of the file. */
    public VerifyReport verify(Path file) throws IOException, GeneralSecurityException {
        ExportFile export = ExportFile.open(file);
        CheckpointCheck check =
                new CheckpointCheck(CheckpointVerifier.of(KeysetFile.readPublic(publicKey)), export.partitions());
        export.checkpoints().forEach(check::take);
        return LogVerifier.verify(export, check.heads()).after(check.findings());
    }

    /** Each finding in the words that both verifiers have in common. */
    public static List<String> places(VerifyReport report) {
        return report.findings().stream().map(ExportedLog::place).sorted().toList();
    }

    private static String place(Finding it) {
        return it.kind() + " " + it.topic() + "-" + it.partition() + "@" + it.offset();
    }
}
