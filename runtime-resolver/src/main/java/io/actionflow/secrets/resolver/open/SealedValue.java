package io.actionflow.secrets.resolver.open;

import io.actionflow.secrets.schemas.record.ValueRef;

/**
 * A value that can be opened: whose it is, and exactly which sealed bytes it is made of.
 *
 * @param valueId the id that the value keeps, however often it is sealed anew
 * @param ref a sealed copy of it
 */
public record SealedValue(SecretAddress secret, String valueId, ValueRef ref) {

    /** One that was never sealed anew, or chunks that are nothing but themselves. */
    public SealedValue(SecretAddress secret, ValueRef ref) {
        this(secret, ref.valueId(), ref);
    }

    /** The same value in another sealed copy. */
    public SealedValue in(ValueRef copy) {
        return new SealedValue(secret, valueId, copy);
    }
}
