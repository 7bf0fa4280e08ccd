package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.projections.verify.CheckpointCheck;
import io.actionflow.secrets.projections.verify.LogRecord;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.crypto.KeysetFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which checkpoints to hold a log against, and by which public key they are known. */
final class CheckpointOptions {

    @Option(
            names = "--checkpoint-key",
            paramLabel = "FILE",
            description =
                    "The public key of checkpoints, checkpoint-public.json. Take it from where you trust, not from"
                            + " the cluster.")
    private Optional<Path> key = Optional.empty();

    boolean hasKey() {
        return key.isPresent();
    }

    CheckpointCheck check(int partitions) throws IOException, GeneralSecurityException {
        return new CheckpointCheck(verifier(), partitions);
    }

    private @Nullable CheckpointVerifier verifier() throws IOException, GeneralSecurityException {
        return key.isEmpty() ? null : CheckpointVerifier.of(KeysetFile.readPublic(key.get()));
    }

    /** Whether a record of the topic is to be looked at. */
    static boolean isOf(Optional<String> project, LogRecord checkpoint) {
        byte[] key = checkpoint.key();
        return project.isEmpty() || key == null || new String(key, StandardCharsets.UTF_8).equals(project.get());
    }
}
