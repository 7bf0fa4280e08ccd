/** The topics, their settings, and the keys of their records. */
@NullMarked
package io.actionflow.secrets.schemas.topic;

import org.jspecify.annotations.NullMarked;
