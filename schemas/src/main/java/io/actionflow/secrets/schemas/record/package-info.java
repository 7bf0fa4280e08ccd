/** The records that stand on the topics themselves, before anything is decrypted. */
@NullMarked
package io.actionflow.secrets.schemas.record;

import org.jspecify.annotations.NullMarked;
