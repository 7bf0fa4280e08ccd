/**
 * A log in a file: the backup of a project, and what can be verified far from any broker. {@code ExportWriter} writes one,
 * {@code ExportFile} reads it; docs/wire-format.md has its form.
 */
@NullMarked
package io.actionflow.secrets.app.audit;

import org.jspecify.annotations.NullMarked;
