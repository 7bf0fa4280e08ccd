/** Metadata encryption, keyed hashes, the sealing of values, keysets at rest. Nothing here can open a value. */
@NullMarked
package io.actionflow.secrets.schemas.crypto;

import org.jspecify.annotations.NullMarked;
