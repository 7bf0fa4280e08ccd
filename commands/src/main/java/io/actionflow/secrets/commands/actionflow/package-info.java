/**
 * Actionflow documents as the editor writes them: {@link io.actionflow.secrets.commands.actionflow.ActionflowDocument}
 * reads which node inputs are bound to secrets, and nothing else. {@code docs/actionflow.md} says exactly what is read.
 */
@NullMarked
package io.actionflow.secrets.commands.actionflow;

import org.jspecify.annotations.NullMarked;
