/**
 * What a person can ask for at a terminal. {@link io.actionflow.secrets.app.cli.Secrets} is the root; a subcommand is one
 * class and one line there. A subcommand prints results, and throws what stops it: {@code Failures} turns that into one
 * line and an exit status.
 */
@NullMarked
package io.actionflow.secrets.app.cli;

import org.jspecify.annotations.NullMarked;
