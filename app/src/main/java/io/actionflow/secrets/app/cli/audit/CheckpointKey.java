package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.crypto.KeysetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** By which public key checkpoints are known. */
final class CheckpointKey {

    @Option(
            names = "--checkpoint-key",
            paramLabel = "FILE",
            description = {
                "The public key of checkpoints, checkpoint-public.json. Take it from where you trust, not from the cluster.",
                "Default: secrets.keys.checkpoint-public of the file of --config."
            })
    private Optional<Path> key = Optional.empty();

    Optional<CheckpointVerifier> verifier(AuditOptions audit) throws IOException, GeneralSecurityException {
        Optional<Path> file = key.or(() -> audit.config()
                .filter(it -> it.has(Setting.CHECKPOINT_PUBLIC_KEYS))
                .map(it -> it.path(Setting.CHECKPOINT_PUBLIC_KEYS)));
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(CheckpointVerifier.of(KeysetFile.readPublic(file.get())));
    }
}
