/**
 * The resolver API: what a worker in any language asks over HTTP. {@link io.actionflow.secrets.app.worker.ResolverApi} is
 * the table of its routes.
 *
 * <p>A Run lives in its token ({@code RunTokens}), not in a process: whoever is allowed the project may go on with it on any
 * instance. An instance answers for the partitions that it holds, and asks another one for the rest ({@code Routing} says
 * which, {@code Forwarder} asks). Whoever can't know says 503, never 404.
 */
@NullMarked
package io.actionflow.secrets.app.worker;

import org.jspecify.annotations.NullMarked;
