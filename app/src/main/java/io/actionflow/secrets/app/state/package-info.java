/** What both APIs tell of a project's state as a whole: its digest, for those who fold the event log themselves. */
@NullMarked
package io.actionflow.secrets.app.state;

import org.jspecify.annotations.NullMarked;
