/**
 * What an auditor is told, apart from the terminal: {@link io.actionflow.secrets.app.audit.Then} keeps what must be known of a
 * project to tell an event, {@link io.actionflow.secrets.app.audit.Sentences} tells it to people and
 * {@link io.actionflow.secrets.app.audit.EventJson} to programs.
 *
 * <p>A log in a file: the backup of a project, and what can be verified far from any broker. {@code ExportWriter} writes one,
 * {@code ExportFile} reads it; docs/wire-format.md has its form.
 */
@NullMarked
package io.actionflow.secrets.app.audit;

import org.jspecify.annotations.NullMarked;
