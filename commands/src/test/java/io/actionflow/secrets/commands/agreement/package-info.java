/**
 * Random scripts, and three who must agree on what they lead to: the write side, the read side, and an oracle that
 * spells the rules once more in the dumbest way.
 */
@NullMarked
package io.actionflow.secrets.commands.agreement;

import org.jspecify.annotations.NullMarked;
