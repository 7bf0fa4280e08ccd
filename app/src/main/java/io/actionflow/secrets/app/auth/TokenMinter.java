package io.actionflow.secrets.app.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Makes tokens for development and tests. In production that is the business of an identity provider. */
public final class TokenMinter {

    /** The private key within a directory; only its owner may read it. */
    public static final String KEY_FILE = "token-key.json";
    /** The public keys within a directory: what a server's {@code secrets.auth.jwks} names. */
    public static final String JWKS_FILE = "jwks.json";
    /** Who has made these tokens, where nothing else is said. */
    public static final String ISSUER = "secrets-dev";

    private final ECKey key;

    private TokenMinter(ECKey key) {
        this.key = key;
    }

    /**
     * Makes a new pair of keys in a directory.
     *
     * @throws FileAlreadyExistsException where one is there already
     */
    public static TokenMinter create(Path directory) throws IOException, GeneralSecurityException {
        ECKey made = newKey();
        Files.createDirectories(directory);
        writeForOwner(directory, KEY_FILE, made.toJSONString());
        Files.writeString(directory.resolve(JWKS_FILE), new JWKSet(made).toString(true));
        return new TokenMinter(made);
    }

    /** Takes the private key of a file that {@link #create} made. */
    public static TokenMinter load(Path file) throws IOException, GeneralSecurityException {
        try {
            ECKey read = ECKey.parse(Files.readString(file));
            if (read.isPrivate()) {
                return new TokenMinter(read);
            }
        } catch (ParseException | IllegalArgumentException e) {
            // Without its cause: that one may quote the key.
            throw new GeneralSecurityException(file + " is not a private key that 'secrets tokens init' made");
        }
        throw new GeneralSecurityException(file + " has only the public key");
    }

    /**
     * Makes a token that is valid from now on.
     *
     * @param projects ids, or {@link Caller#ANY_PROJECT}; may be empty
     */
    public String mint(String issuer, String subject, String audience, Set<String> projects, Duration validity)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)));
        if (!projects.isEmpty()) {
            claims.claim("projects", List.copyOf(projects));
        }
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new GeneralSecurityException("The token can't be signed", e);
        }
        return token.serialize();
    }

    private static ECKey newKey() throws GeneralSecurityException {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new GeneralSecurityException("A key can't be made", e);
        }
    }

    /** Writes a new file that only its owner may read; throws {@link FileAlreadyExistsException} where there is one. */
    public static Path writeForOwner(Path directory, String name, String text) throws IOException {
        Path file = Files.createFile(directory.resolve(name), ownersAlone(directory));
        return Files.writeString(file, text);
    }

    private static FileAttribute<?>[] ownersAlone(Path directory) throws IOException {
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
