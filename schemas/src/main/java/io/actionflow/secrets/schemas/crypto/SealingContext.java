package io.actionflow.secrets.schemas.crypto;

import java.nio.charset.StandardCharsets;

/**
 * What a sealed chunk is tied to: the HPKE {@code info} (RFC 9180, section 5.1). A chunk opens nowhere but at its own
 * place of its own value of its own secret.
 */
public record SealingContext(String projectId, String secretId, String valueId, int index, int count) {

    /** UTF-8 of {@code secret-value} and the components in order, decimal numbers, NUL between each two. */
    public byte[] info() {
        return String.join(
                        "\0",
                        "secret-value",
                        projectId,
                        secretId,
                        valueId,
                        Integer.toString(index),
                        Integer.toString(count))
                .getBytes(StandardCharsets.UTF_8);
    }
}
