/** The event log read from its beginning: for auditors, and to prove that what is served is what happened. */
@NullMarked
package io.actionflow.secrets.projections.replay;

import org.jspecify.annotations.NullMarked;
