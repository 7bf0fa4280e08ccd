package io.actionflow.secrets.resolver.open;

import io.actionflow.secrets.schemas.record.ValueRef;

/** A value that can be opened: whose it is, and exactly which sealed bytes it is made of. */
public record SealedValue(SecretAddress secret, ValueRef ref) {}
