/** The topics, their settings, the keys of their records, and who may do what with them. */
@NullMarked
package io.actionflow.secrets.schemas.topic;

import org.jspecify.annotations.NullMarked;
