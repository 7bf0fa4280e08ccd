package io.actionflow.secrets.schemas;

import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of projects, secrets, values, commands and Actionflows: 1 to 255 characters of {@code [A-Za-z0-9._~-]}. */
public final class Ids {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,255}");

    private Ids() {}

    public static boolean isValid(String id) {
        return FORM.matcher(id).matches();
    }

    /** A new random id (RFC 9562, version 4). */
    public static String random() {
        return UUID.randomUUID().toString();
    }
}
