/** What a command was answered: accepted, or rejected with a stable code. */
@NullMarked
package io.actionflow.secrets.schemas.result;

import org.jspecify.annotations.NullMarked;
