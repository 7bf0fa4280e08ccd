package io.actionflow.secrets.app.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import io.actionflow.secrets.app.auth.RefusedException.Reason;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Knows callers by a bearer token: a JWT that one of the issuer's keys has signed. Keys are only taken from where the
 * configuration says, never from the token; algorithms only from our list, which has none with a shared secret.
 */
public final class JwtAuthenticator implements Authenticator {

    private static final int LONGEST = 16 << 10;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.EdDSA,
            JWSAlgorithm.Ed25519);
    // Tokens that are made for something else say so there.
    private static final Set<JOSEObjectType> TYPES = Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));

    private final JWKSource<SecurityContext> keys;
    private final JwtClaims claims;

    public JwtAuthenticator(JwtSettings settings, JWKSource<SecurityContext> keys, InstantSource clock) {
        this.keys = keys;
        this.claims = new JwtClaims(settings, clock);
    }

    @Override
    public Caller authenticate(Optional<String> authorization, Optional<X509Certificate> certificate)
            throws RefusedException {
        SignedJWT token = signed(bearer(authorization));
        check(token.getHeader());
        if (!isSigned(token)) {
            throw new RefusedException(Reason.SIGNATURE, "No known key has signed the token");
        }
        return claims.caller(token);
    }

    private static String bearer(Optional<String> authorization) throws RefusedException {
        String header = authorization.orElseThrow(() -> new RefusedException(
                Reason.MISSING, "There is no token: send it in the header Authorization, after the word Bearer"));
        String[] parts = header.strip().split(" +", 2);
        if (!parts[0].toLowerCase(Locale.ROOT).equals("bearer") || parts.length < 2) {
            throw malformed("The header Authorization must be the word Bearer and a token");
        }
        if (parts[1].length() > LONGEST) {
            throw malformed("The token is longer than " + LONGEST + " characters");
        }
        return parts[1];
    }

    private static SignedJWT signed(String token) throws RefusedException {
        JWT parsed;
        try {
            parsed = JWTParser.parse(token);
        } catch (ParseException | RuntimeException e) {
            throw malformed("The token is not a JWT");
        }
        if (parsed instanceof SignedJWT signed) {
            return signed;
        }
        throw new RefusedException(Reason.ALGORITHM, "The token is not signed");
    }

    private static void check(JWSHeader header) throws RefusedException {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw new RefusedException(Reason.ALGORITHM, "The token is signed in a way that is not accepted here");
        }
        if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
            throw malformed("The token has a critical header that is not known here");
        }
        if (header.getType() != null && !TYPES.contains(header.getType())) {
            throw malformed("The token says that it is of another type");
        }
    }

    private boolean isSigned(SignedJWT token) throws RefusedException {
        for (JWK key : candidates(token.getHeader())) {
            try {
                if (token.verify(verifier(token.getHeader(), key))) {
                    return true;
                }
            } catch (JOSEException e) {
                // A key that does not fit the algorithm, too short say: no key for this token.
                continue;
            }
        }
        return false;
    }

    private List<JWK> candidates(JWSHeader header) throws RefusedException {
        try {
            return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null);
        } catch (RateLimitReachedException e) {
            // It was looked for a moment ago, and was not there.
            return List.of();
        } catch (KeySourceException e) {
            throw new RefusedException(Reason.KEYS_UNAVAILABLE, "The keys to check the token with can't be had now");
        }
    }

    private static JWSVerifier verifier(JWSHeader header, JWK key) throws JOSEException {
        if (key instanceof OctetKeyPair pair) {
            if (!Curve.Ed25519.equals(pair.getCurve())) {
                throw new JOSEException("Only Ed25519 is known of these curves");
            }
            return new Ed25519Verifier(pair.toPublicJWK());
        }
        if (key instanceof AsymmetricJWK asymmetric) {
            return new DefaultJWSVerifierFactory().createJWSVerifier(header, asymmetric.toPublicKey());
        }
        throw new JOSEException("A shared secret is no public key");
    }

    private static RefusedException malformed(String message) {
        return new RefusedException(Reason.MALFORMED, message);
    }
}
