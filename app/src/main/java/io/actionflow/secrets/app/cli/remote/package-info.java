/**
 * The commands that speak to the two HTTP APIs: what a person does with projects, members, secrets, Actionflows and Sync,
 * and {@code run}, a worker in one line. Options that several have are mixins ({@link
 * io.actionflow.secrets.app.cli.remote.ApiOptions} and others); what a process finds around itself is {@link
 * io.actionflow.secrets.app.cli.remote.Surroundings}. No option takes a value or a token: both would stand in the list of
 * processes and in the shell's history.
 */
@NullMarked
package io.actionflow.secrets.app.cli.remote;

import org.jspecify.annotations.NullMarked;
