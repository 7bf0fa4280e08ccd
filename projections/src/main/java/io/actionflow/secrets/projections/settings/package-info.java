/** Kafka's own settings: which of them a caller may choose, and which ones our guarantees stand on. */
@NullMarked
package io.actionflow.secrets.projections.settings;

import org.jspecify.annotations.NullMarked;
