package io.actionflow.secrets.app.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.actionflow.secrets.app.auth.RefusedException.Reason;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a caller of what a token says, once its signature has been checked. */
final class JwtClaims {

    private static final String PROJECTS = "projects";
    // Clocks differ a little.
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int LONGEST_SUBJECT = 1024;

    private final JwtSettings settings;
    private final InstantSource clock;

    JwtClaims(JwtSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Caller caller(SignedJWT token) throws RefusedException {
        JWTClaimsSet claims;
        try {
            claims = token.getJWTClaimsSet();
        } catch (ParseException e) {
            throw malformed("The token's claims are not what they must be");
        }
        if (claims == null) {
            throw malformed("The token has no claims");
        }
        checkTime(claims);
        if (!settings.issuer().equals(claims.getIssuer())) {
            throw new RefusedException(Reason.ISSUER, "The token is from another issuer");
        }
        if (!claims.getAudience().contains(settings.audience())) {
            throw new RefusedException(Reason.AUDIENCE, "The token is for another audience");
        }
        return new Caller(subject(claims), projects(claims));
    }

    private void checkTime(JWTClaimsSet claims) throws RefusedException {
        Instant now = clock.instant();
        Date end = claims.getExpirationTime();
        if (end == null) {
            throw malformed("The token does not say when it expires");
        }
        if (!now.isBefore(end.toInstant().plus(SKEW))) {
            throw new RefusedException(Reason.EXPIRED, "The token has expired");
        }
        Date begin = claims.getNotBeforeTime();
        if (begin != null && now.isBefore(begin.toInstant().minus(SKEW))) {
            throw new RefusedException(Reason.NOT_YET_VALID, "The token is not valid yet");
        }
    }

    private static String subject(JWTClaimsSet claims) throws RefusedException {
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw malformed("The token has no subject, or one longer than " + LONGEST_SUBJECT + " characters");
        }
        if (subject.codePoints().anyMatch(JwtClaims::isNoText)) {
            throw malformed("The token's subject has a control character, or half of a surrogate pair");
        }
        return subject;
    }

    /** In UTF-8 all halves of pairs become the same: two subjects with different ones would be one member. */
    private static boolean isNoText(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    private static Set<String> projects(JWTClaimsSet claims) throws RefusedException {
        Object claim = claims.getClaim(PROJECTS);
        if (claim == null) {
            return Set.of();
        }
        if (Caller.ANY_PROJECT.equals(claim)) {
            return Set.of(Caller.ANY_PROJECT);
        }
        if (!(claim instanceof List<?> list)) {
            throw malformed("The token's projects must be a list of ids, or '*'");
        }
        Set<String> projects = new HashSet<>();
        for (Object element : list) {
            if (!(element instanceof String id)) {
                throw malformed("The token's projects must be texts");
            }
            projects.add(id);
        }
        return projects;
    }

    private static RefusedException malformed(String message) {
        return new RefusedException(Reason.MALFORMED, message);
    }
}
