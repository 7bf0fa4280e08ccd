/**
 * What the editor API's lists are read from, in memory: {@link io.actionflow.secrets.app.editor.index.ProjectIndexes} has the
 * secrets of the projects that were asked for lately, {@link io.actionflow.secrets.app.editor.index.Memberships} knows who
 * is a member of what. Both are made by a scan of the projection and kept up to date by its events. Readers take no lock:
 * they look at immutable pictures ({@link io.actionflow.secrets.app.editor.index.SecretsPicture}), each of which is exactly
 * the project after one event.
 */
@NullMarked
package io.actionflow.secrets.app.editor.index;

import org.jspecify.annotations.NullMarked;
