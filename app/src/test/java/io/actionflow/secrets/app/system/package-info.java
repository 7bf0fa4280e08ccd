/** The whole system, or large parts of it, on a real broker. */
@NullMarked
package io.actionflow.secrets.app.system;

import org.jspecify.annotations.NullMarked;
