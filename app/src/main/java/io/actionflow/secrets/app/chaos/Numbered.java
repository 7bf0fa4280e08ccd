package io.actionflow.secrets.app.chaos;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that say which they are: the project, the secret and a number. What is not exactly such a text is none of ours. */
final class Numbered {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private Numbered() {}

    static byte[] value(String projectId, String secretId, long number) {
        return (projectId + "/" + secretId + "/" + number).getBytes(StandardCharsets.UTF_8);
    }

    /** The number, or null where the bytes are no value of this secret. */
    static @Nullable Long number(String projectId, String secretId, byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        String prefix = projectId + "/" + secretId + "/";
        if (!text.startsWith(prefix)) {
            return null;
        }
        Matcher number = NUMBER.matcher(text.substring(prefix.length()));
        return number.matches() ? Long.valueOf(number.group()) : null;
    }
}
