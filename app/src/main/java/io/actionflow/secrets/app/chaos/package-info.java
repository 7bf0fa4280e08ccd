/**
 * Proves on a running system that killing its parts loses, doubles and falsifies nothing: editors and workers go on while
 * one part after another is killed and started again. {@link io.actionflow.secrets.app.chaos.Ledger} knows what the system
 * has promised, and judges every answer by it.
 */
@NullMarked
package io.actionflow.secrets.app.chaos;

import org.jspecify.annotations.NullMarked;
