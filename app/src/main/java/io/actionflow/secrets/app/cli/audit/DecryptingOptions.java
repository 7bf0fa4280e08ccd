package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.config.ServiceConfig;
import io.actionflow.secrets.app.config.Setting;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The way in for commands that open what is encrypted: {@link AuditOptions}, and the keys of metadata. */
final class DecryptingOptions extends AuditOptions {

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description =
                    "A directory as 'secrets keys init' makes it, of which only 'shared' is looked at. Default: the"
                            + " keys that the file names.")
    private Optional<Path> keys = Optional.empty();

    /** What opens events. */
    MetadataCipher cipher() throws IOException, GeneralSecurityException {
        return MetadataCipher.of(
                files(List.of(Setting.METADATA_KEYS, Setting.KEK)).metadata());
    }

    /** What finds names in state. */
    KeyedHash hash() throws IOException, GeneralSecurityException {
        return KeyedHash.of(files(List.of(Setting.LOOKUP_KEYS, Setting.KEK)).lookup());
    }

    private KeyFiles files(List<Setting> needed) {
        return keys.map(KeyFiles::in).orElseGet(() -> KeyFiles.of(named(needed)));
    }

    private ServiceConfig named(List<Setting> needed) {
        ServiceConfig config = config().orElseThrow(
                        () -> wrong("No keys are named", "Name them with --keys, or in a file with --config"));
        needed.stream().filter(it -> !config.has(it)).findFirst().ifPresent(missing -> {
            throw wrong("The file of --config has no " + missing.key(), "Add it, or name the keys with --keys");
        });
        return config;
    }
}
