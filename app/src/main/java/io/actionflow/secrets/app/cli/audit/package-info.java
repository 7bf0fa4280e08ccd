/**
 * What an auditor asks of the topics, under the auditor's own principal: {@link io.actionflow.secrets.app.cli.audit.AuditCommand}
 * is the parent, each subcommand one class and one line there. {@code AuditOptions} is the way in for one that needs no key,
 * {@code DecryptingOptions} for one that does. Everything is read from its beginning, in memory that does not grow with the
 * number of events; nothing is written.
 */
@NullMarked
package io.actionflow.secrets.app.cli.audit;

import org.jspecify.annotations.NullMarked;
