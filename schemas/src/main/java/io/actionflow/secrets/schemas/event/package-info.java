/** What has happened: one record an event, and the envelope that says in which project, when and by whom. */
@NullMarked
package io.actionflow.secrets.schemas.event;

import org.jspecify.annotations.NullMarked;
