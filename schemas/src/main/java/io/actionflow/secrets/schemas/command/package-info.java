/** What a publisher can ask for: one record a command, and the rules of form that need no state. */
@NullMarked
package io.actionflow.secrets.schemas.command;

import org.jspecify.annotations.NullMarked;
