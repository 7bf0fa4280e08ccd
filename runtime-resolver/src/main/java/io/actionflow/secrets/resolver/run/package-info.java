/**
 * From state to what a node may have: a Run holds one version of one Actionflow at one Sync, and gives its nodes the
 * values that this version binds, as they were active at that Sync.
 *
 * <p>{@link io.actionflow.secrets.resolver.run.Runs} begins {@link io.actionflow.secrets.resolver.run.Run}s. Every answer
 * is a {@link io.actionflow.secrets.resolver.run.Resolved}: what was asked for, or a {@link
 * io.actionflow.secrets.resolver.run.ResolveError} that says what to do.
 */
@NullMarked
package io.actionflow.secrets.resolver.run;

import org.jspecify.annotations.NullMarked;
