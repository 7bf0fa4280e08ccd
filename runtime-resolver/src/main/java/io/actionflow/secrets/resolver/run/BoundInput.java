package io.actionflow.secrets.resolver.run;

import io.actionflow.secrets.schemas.Limits;

/**
 * An input of a node to which a secret is bound.
 *
 * @param bytes how long the value is, as far as is known before it is opened; 0 where there is none to open
 */
public record BoundInput(String input, String secretId, long bytes) {

    static BoundInput of(String input, Bound bound) {
        long bytes = bound.value() == null ? 0 : bound.value().ref().plainSize();
        // What can't be is not believed: nobody should make room for it.
        return new BoundInput(input, bound.secretId(), bytes < 0 || bytes > Limits.MAX_VALUE_BYTES ? 0 : bytes);
    }
}
