package io.actionflow.secrets.app.auth;

/**
 * Which tokens are meant for us.
 *
 * @param issuer who must have made them: {@code iss}
 * @param audience for whom they must be: one of {@code aud}
 */
public record JwtSettings(String issuer, String audience) {}
