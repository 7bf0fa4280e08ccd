/** Everything in one process, for development: {@code secrets dev}. */
@NullMarked
package io.actionflow.secrets.app.dev;

import org.jspecify.annotations.NullMarked;
