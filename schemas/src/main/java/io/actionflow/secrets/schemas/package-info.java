/**
 * Everything that stands on the wire.
 *
 * <p>Read in this order: {@code topic} (where records stand and under which keys), {@code record} (what stands there),
 * {@code command}, {@code event} and {@code result} (what is inside, once decrypted), {@code avro} (how a record becomes
 * bytes), {@code crypto} (who can read which). {@code docs/wire-format.md} says the same for other languages.
 */
@NullMarked
package io.actionflow.secrets.schemas;

import org.jspecify.annotations.NullMarked;
