package io.actionflow.secrets.app.config;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.schemas.crypto.KeysetFile;
import io.actionflow.secrets.schemas.crypto.KeysetSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;

/**
 * The keysets that a process was given. A role asks for what it needs and for nothing else: only a resolver has the files
 * behind {@link #valuePrivate()}, only a processor those behind {@link #checkpointPrivate()}.
 *
 * <p>Each method reads its files anew; it throws {@link IOException} or {@link GeneralSecurityException} with a message
 * that names the file and never its content.
 */
public final class KeyFiles {

    /** What a publisher's backend needs. */
    public static final Set<Setting> FOR_PUBLISHERS =
            Set.of(Setting.METADATA_KEYS, Setting.KEK, Setting.VALUE_PUBLIC_KEYS);

    /** What a command processor needs. */
    public static final Set<Setting> FOR_PROCESSORS = Set.of(
            Setting.METADATA_KEYS,
            Setting.LOOKUP_KEYS,
            Setting.KEK,
            Setting.CHECKPOINT_PRIVATE_KEYS,
            Setting.CHECKPOINT_KEK,
            Setting.RESOLVER_PUBLIC_KEYS);

    /** What an editor API needs: it publishes, and reads by itself. */
    public static final Set<Setting> FOR_EDITORS =
            Set.of(Setting.METADATA_KEYS, Setting.LOOKUP_KEYS, Setting.KEK, Setting.VALUE_PUBLIC_KEYS);

    /** What a resolver needs. */
    public static final Set<Setting> FOR_RESOLVERS = Set.of(
            Setting.METADATA_KEYS,
            Setting.LOOKUP_KEYS,
            Setting.KEK,
            Setting.VALUE_PRIVATE_KEYS,
            Setting.VALUE_KEK,
            Setting.RESOLVER_SIGNING_KEYS);

    // A keyset that was wrapped for one purpose doesn't open as another.
    static final String METADATA = "metadata";
    static final String LOOKUP = "lookup";
    static final String VALUE_PRIVATE = "value-private";
    static final String RESOLVER_SIGNING = "resolver-signing";
    static final String CHECKPOINT_PRIVATE = "checkpoint-private";

    private final Source source;

    private KeyFiles(Source source) {
        this.source = source;
    }

    /** The files that a configuration names. */
    public static KeyFiles of(ServiceConfig config) {
        return new KeyFiles(new Source() {
            @Override
            public Path file(Setting setting) {
                return config.path(setting);
            }

            @Override
            public URI kek(Setting setting) {
                return config.kek(setting);
            }
        });
    }

    /** The files of a directory that {@link KeyDirectory} made. */
    public static KeyFiles in(Path directory) {
        return new KeyFiles(new Source() {
            @Override
            public Path file(Setting setting) {
                return directory.resolve(KeyDirectory.fileOf(setting));
            }

            @Override
            public URI kek(Setting setting) {
                return file(setting).toUri();
            }
        });
    }

    public KeysetHandle metadata() throws IOException, GeneralSecurityException {
        return metadataSource().read();
    }

    public KeysetHandle lookup() throws IOException, GeneralSecurityException {
        return wrapped(Setting.LOOKUP_KEYS, Setting.KEK, LOOKUP).read();
    }

    public KeysetHandle valuePublic() throws IOException, GeneralSecurityException {
        return valuePublicSource().read();
    }

    public KeysetHandle valuePrivate() throws IOException, GeneralSecurityException {
        return valuePrivateSource().read();
    }

    /** What a resolver signs with. */
    public KeysetHandle resolverSigning() throws IOException, GeneralSecurityException {
        return resolverSigningSource().read();
    }

    /** Whose signature makes a resolver. */
    public KeysetHandle resolverPublic() throws IOException, GeneralSecurityException {
        return KeysetFile.readPublic(source.file(Setting.RESOLVER_PUBLIC_KEYS));
    }

    public KeysetHandle checkpointPublic() throws IOException, GeneralSecurityException {
        return KeysetFile.readPublic(source.file(Setting.CHECKPOINT_PUBLIC_KEYS));
    }

    public KeysetHandle checkpointPrivate() throws IOException, GeneralSecurityException {
        return checkpointPrivateSource().read();
    }

    /** For who goes on when the file is replaced. */
    public KeysetSource checkpointPrivateSource() {
        return wrapped(Setting.CHECKPOINT_PRIVATE_KEYS, Setting.CHECKPOINT_KEK, CHECKPOINT_PRIVATE);
    }

    /** For who goes on when the file is replaced. */
    public KeysetSource metadataSource() {
        return wrapped(Setting.METADATA_KEYS, Setting.KEK, METADATA);
    }

    /** Likewise. */
    public KeysetSource valuePublicSource() {
        return new KeysetFileSource("value-public", source.file(Setting.VALUE_PUBLIC_KEYS), Optional.empty());
    }

    /** Likewise. */
    public KeysetSource valuePrivateSource() {
        return wrapped(Setting.VALUE_PRIVATE_KEYS, Setting.VALUE_KEK, VALUE_PRIVATE);
    }

    /** Likewise. */
    public KeysetSource resolverSigningSource() {
        return wrapped(Setting.RESOLVER_SIGNING_KEYS, Setting.VALUE_KEK, RESOLVER_SIGNING);
    }

    private KeysetSource wrapped(Setting keys, Setting kek, String purpose) {
        return new KeysetFileSource(purpose, source.file(keys), Optional.of(source.kek(kek)));
    }

    private interface Source {
        Path file(Setting setting);

        URI kek(Setting setting);
    }
}
