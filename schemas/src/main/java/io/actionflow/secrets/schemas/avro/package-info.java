/** Records as bytes: Avro single-object encoding, every schema version bundled, read strictly. */
@NullMarked
package io.actionflow.secrets.schemas.avro;

import org.jspecify.annotations.NullMarked;
