package io.actionflow.secrets.app.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.actionflow.secrets.app.text.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Public keys from a file. New ones are taken as soon as they are there; what can't be read leaves the old ones. */
final class JwksFile implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(JwksFile.class);

    private record Read(FileState state, JWKSet keys) {}

    private final Path file;
    private volatile Read last;

    private JwksFile(Path file, Read first) {
        this.file = file;
        this.last = first;
    }

    static JwksFile open(Path file) throws IOException {
        FileState state = FileState.of(file);
        return new JwksFile(file, new Read(state, read(file)));
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        FileState now = FileState.of(file);
        if (!now.equals(last.state())) {
            take(now);
        }
        return selector.select(last.keys());
    }

    private synchronized void take(FileState state) {
        if (state.equals(last.state())) {
            return;
        }
        try {
            last = new Read(state, read(file));
            LOG.info("Took the new keys of {}", file);
        } catch (IOException e) {
            last = new Read(state, last.keys());
            LOG.warn("Kept the keys that were there: {}", e.getMessage());
        }
    }

    private static JWKSet read(Path file) throws IOException {
        JWKSet keys;
        try {
            keys = JWKSet.parse(Files.readString(file));
        } catch (ParseException | IllegalArgumentException e) {
            // Without its cause: that one may quote the file.
            throw new IOException(file + " is not a JWKS, a JSON object with a list of keys");
        } catch (IOException e) {
            throw new IOException(file + " can't be read", e);
        }
        if (keys.getKeys().stream().noneMatch(key -> key.toPublicJWK() != null)) {
            throw new IOException(file + " has no public key");
        }
        return keys.toPublicJWKSet();
    }
}
