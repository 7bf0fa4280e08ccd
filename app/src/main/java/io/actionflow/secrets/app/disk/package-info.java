/** Looks for text on a disk, in every usual encoding: what must never be found there. */
@NullMarked
package io.actionflow.secrets.app.disk;

import org.jspecify.annotations.NullMarked;
