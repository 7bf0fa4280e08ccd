package io.actionflow.secrets.app.client;

import java.util.regex.Pattern;

/** A bearer token. It is shown to servers and to nobody else: {@code toString} tells nothing, and it is no record. */
public final class AccessToken {

    /** RFC 6750, section 2.1. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final String token;

    private AccessToken(String token) {
        this.token = token;
    }

    /**
     * The token in the text, without the white space around it.
     *
     * @throws IllegalArgumentException where that is no token; the message does not quote it
     */
    public static AccessToken of(String text) {
        String token = text.strip();
        if (!FORM.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    token.isEmpty() ? "There is no token: the text is empty" : "This is no token: a JWT is one word");
        }
        return new AccessToken(token);
    }

    /** What stands in the header {@code Authorization}. */
    String authorization() {
        return "Bearer " + token;
    }

    @Override
    public String toString() {
        return "AccessToken";
    }
}
