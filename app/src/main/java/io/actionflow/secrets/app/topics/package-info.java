/** The topic catalogue made real on a broker, and the check that it still is what the catalogue says. */
@NullMarked
package io.actionflow.secrets.app.topics;

import org.jspecify.annotations.NullMarked;
