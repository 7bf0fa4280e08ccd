/**
 * From sealed chunks to bytes that somebody owns and that are zeroed when nobody does any more. The one place of the
 * whole system that opens values.
 *
 * <p>{@link io.actionflow.secrets.resolver.open.ValueOpener} opens; {@link
 * io.actionflow.secrets.resolver.open.ValueCache} keeps what is small and in use; {@link
 * io.actionflow.secrets.resolver.open.SecretValue} is what callers get.
 */
@NullMarked
package io.actionflow.secrets.resolver.open;

import org.jspecify.annotations.NullMarked;
