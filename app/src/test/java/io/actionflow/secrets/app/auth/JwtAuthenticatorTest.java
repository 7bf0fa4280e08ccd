package io.actionflow.secrets.app.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.actionflow.secrets.app.auth.RefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwtAuthenticatorTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final JwtSettings SETTINGS = new JwtSettings("https://issuer", "secrets");

    private RSAKey rsa;
    private ECKey ec;
    private OctetKeyPair ed;
    private RSAKey stranger;
    private JwtAuthenticator authenticator;

    @BeforeAll
    void makeKeys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        ed = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
        stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
        JWKSet known = new JWKSet(List.of(rsa, ec, ed)).toPublicJWKSet();
        authenticator = new JwtAuthenticator(SETTINGS, new ImmutableJWKSet<>(known), () -> NOW);
    }

    @Test
    void aTokenOfEachKindOfKeyIsItsSubject() throws Exception {
        assertThat(List.of(
                        signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa)),
                        signed(JWSAlgorithm.PS256, "rsa", new RSASSASigner(rsa)),
                        signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec)),
                        signed(JWSAlgorithm.EdDSA, "ed", new Ed25519Signer(ed))))
                .allSatisfy(token -> assertThat(caller(token).subject()).isEqualTo("olga"));
    }

    @Test
    void aTokenWithoutAKeyIdIsCheckedWithEveryKeyThatFits() throws Exception {
        assertThat(caller(signed(JWSAlgorithm.RS256, null, new RSASSASigner(rsa)))
                        .subject())
                .isEqualTo("olga");
    }

    @Test
    void theWordBearerMayBeWrittenAnyhow() throws Exception {
        assertThat(authenticator
                        .authenticate(Optional.of("bearer  " + good()), Optional.empty())
                        .subject())
                .isEqualTo("olga");
    }

    @Test
    void theProjectsAreAListOrAStar() throws Exception {
        assertThat(caller(with(claims -> claims.claim("projects", List.of("weather", "billing"))))
                        .projects())
                .containsExactlyInAnyOrder("weather", "billing");
        assertThat(caller(with(claims -> claims.claim("projects", "*"))).projects())
                .isEqualTo(Set.of("*"));
        assertThat(caller(with(claims -> claims.claim("projects", List.of("*"))))
                        .mayResolve("any"))
                .isTrue();
        assertThat(caller(good()).projects()).isEmpty();
        assertThat(reason(with(claims -> claims.claim("projects", "weather")))).isEqualTo(Reason.MALFORMED);
        assertThat(reason(with(claims -> claims.claim("projects", List.of(7))))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void noTokenIsMissing() {
        assertThat(reasonOf(Optional.empty())).isEqualTo(Reason.MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Basic b2xnYTpwdw==", "Bearer x", "Bearer a.b.c", "Bearer a b", "olga"})
    void whatIsNoTokenIsMalformed(String header) {
        assertThat(reasonOf(Optional.of(header))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aTokenThatIsTooLongIsNotEvenParsed() throws Exception {
        String long1 = with(claims -> claims.claim("filler", "x".repeat(20_000)));

        assertThat(refusal("Bearer " + long1))
                .hasMessageContaining("longer than")
                .extracting(RefusedException::reason)
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aTokenThatIsNotSignedIsRefused() {
        String none = new PlainJWT(claims().build()).serialize();
        String claimsToBeSigned = none + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);

        assertThat(reason(none)).isEqualTo(Reason.ALGORITHM);
        assertThat(reason(claimsToBeSigned)).isIn(Reason.ALGORITHM, Reason.MALFORMED);
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws Exception {
        byte[] published = rsa.toRSAPublicKey().getEncoded();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(published)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);

        for (byte[] secret : List.of(published, pem)) {
            assertThat(reason(signed(JWSAlgorithm.HS256, "rsa", new MACSigner(secret))))
                    .isEqualTo(Reason.ALGORITHM);
        }
    }

    @Test
    void aKeyOfSomebodyElseHasNotSignedIt() throws Exception {
        assertThat(reason(signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(stranger))))
                .isEqualTo(Reason.SIGNATURE);
        assertThat(reason(signed(JWSAlgorithm.RS256, "unknown", new RSASSASigner(rsa))))
                .isEqualTo(Reason.SIGNATURE);
        assertThat(reason(signed(JWSAlgorithm.ES256, "rsa", new ECDSASigner(ec))))
                .isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void aTokenBringsNoKeyOfItsOwn() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(stranger.toPublicJWK())
                .build();

        assertThat(reason(signed(header, claims(), new RSASSASigner(stranger)))).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void aChangedTokenIsRefused() throws Exception {
        String[] parts = good().split("\\.");
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims().subject("mallory").build().toString().getBytes(StandardCharsets.UTF_8));

        assertThat(reason(parts[0] + "." + other + "." + parts[2])).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void aCriticalHeaderThatIsNotKnownIsRefused() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build();
        RSASSASigner signer = new RSASSASigner(rsa.toRSAPrivateKey());

        assertThat(reason(signed(header, claims(), signer))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aTokenMadeForSomethingElseIsRefused() throws Exception {
        JWSHeader other = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .type(new JOSEObjectType("logout+jwt"))
                .build();
        JWSHeader access = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .type(new JOSEObjectType("at+jwt"))
                .build();

        assertThat(reason(signed(other, claims(), new RSASSASigner(rsa)))).isEqualTo(Reason.MALFORMED);
        assertThat(caller(signed(access, claims(), new RSASSASigner(rsa))).subject())
                .isEqualTo("olga");
    }

    @Test
    void aTokenIsValidInItsTimeAndHalfAMinuteAround() throws Exception {
        assertThat(reason(with(claims -> claims.expirationTime(at(-30))))).isEqualTo(Reason.EXPIRED);
        assertThat(caller(with(claims -> claims.expirationTime(at(-29)))).subject())
                .isEqualTo("olga");
        assertThat(reason(with(claims -> claims.notBeforeTime(at(31))))).isEqualTo(Reason.NOT_YET_VALID);
        assertThat(caller(with(claims -> claims.notBeforeTime(at(30)))).subject())
                .isEqualTo("olga");
        assertThat(reason(with(claims -> claims.expirationTime(null)))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aTokenForOthersOrFromOthersIsRefused() throws Exception {
        assertThat(reason(with(claims -> claims.audience("others")))).isEqualTo(Reason.AUDIENCE);
        assertThat(reason(with(claims -> claims.audience(List.of())))).isEqualTo(Reason.AUDIENCE);
        assertThat(caller(with(claims -> claims.audience(List.of("others", "secrets"))))
                        .subject())
                .isEqualTo("olga");
        assertThat(reason(with(claims -> claims.issuer("https://issuer/")))).isEqualTo(Reason.ISSUER);
        assertThat(reason(with(claims -> claims.issuer(null)))).isEqualTo(Reason.ISSUER);
    }

    @Test
    void aSubjectIsTextThatStandsInOneLine() throws Exception {
        for (String subject : List.of("olga\n", "\u0000olga", "olga\u009b31m")) {
            assertThat(reason(with(claims -> claims.subject(subject)))).isEqualTo(Reason.MALFORMED);
        }
        assertThat(caller(with(claims -> claims.subject("Ølga 🔑"))).subject()).isEqualTo("Ølga 🔑");
    }

    @Test
    void aTokenHasASubject() throws Exception {
        assertThat(reason(with(claims -> claims.subject(null)))).isEqualTo(Reason.MALFORMED);
        assertThat(reason(with(claims -> claims.subject(" ")))).isEqualTo(Reason.MALFORMED);
        assertThat(reason(with(claims -> claims.subject("x".repeat(1025))))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void keysThatCannotBeHadAreAnotherMatter() throws Exception {
        JwtAuthenticator without = new JwtAuthenticator(
                SETTINGS,
                (selector, context) -> {
                    throw new KeySourceException("no answer");
                },
                () -> NOW);

        assertThat(catchThrowableOfType(
                                RefusedException.class,
                                () -> without.authenticate(Optional.of("Bearer " + good()), Optional.empty()))
                        .reason())
                .isEqualTo(Reason.KEYS_UNAVAILABLE);
    }

    @Test
    void noRefusalRepeatsTheToken() throws Exception {
        for (String token : List.of(
                signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(stranger)),
                with(claims -> claims.issuer("hidden")),
                "hidden.hidden.hidden")) {
            assertThat(refusal("Bearer " + token).getMessage()).doesNotContain("hidden", token.substring(0, 12));
        }
    }

    private String good() throws Exception {
        return with(claims -> claims);
    }

    private String with(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build();
        return signed(header, change.apply(claims()), new RSASSASigner(rsa));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://issuer")
                .audience("secrets")
                .subject("olga")
                .expirationTime(at(600));
    }

    private static Date at(long seconds) {
        return Date.from(NOW.plus(Duration.ofSeconds(seconds)));
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer) throws Exception {
        return signed(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims(), signer);
    }

    private static String signed(JWSHeader header, JWTClaimsSet.Builder claims, JWSSigner signer) throws Exception {
        SignedJWT token = new SignedJWT(header, claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private Caller caller(String token) throws RefusedException {
        return authenticator.authenticate(Optional.of("Bearer " + token), Optional.empty());
    }

    private Reason reason(String token) {
        return reasonOf(Optional.of("Bearer " + token));
    }

    private RefusedException refusal(String header) {
        return catchThrowableOfType(
                RefusedException.class, () -> authenticator.authenticate(Optional.of(header), Optional.empty()));
    }

    private Reason reasonOf(Optional<String> header) {
        return catchThrowableOfType(RefusedException.class, () -> authenticator.authenticate(header, Optional.empty()))
                .reason();
    }
}
