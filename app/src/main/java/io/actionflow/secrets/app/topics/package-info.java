/** The catalogues of topics and rights made real on a broker, and the check that it still is what they say. */
@NullMarked
package io.actionflow.secrets.app.topics;

import org.jspecify.annotations.NullMarked;
