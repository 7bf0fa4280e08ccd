/** A backup brought back: {@code Backup} is what of a file has to be sent, {@code Restore} sends it, project by project. */
@NullMarked
package io.actionflow.secrets.app.restore;

import org.jspecify.annotations.NullMarked;
