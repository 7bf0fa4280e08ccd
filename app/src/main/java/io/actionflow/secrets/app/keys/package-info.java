/**
 * Replacing keys while everything runs: which keysets a directory of keys has, how each is rotated step by step, when an old
 * key may go, and what stands in the way.
 */
@NullMarked
package io.actionflow.secrets.app.keys;

import org.jspecify.annotations.NullMarked;
