/**
 * What a worker embeds to get the secrets of the Actionflow that it runs.
 *
 * <p>Begin with {@link io.actionflow.secrets.resolver.Resolver}: it is made from the read side of the log and the private
 * value keyset. From it come {@link io.actionflow.secrets.resolver.run.Run}s, one for each execution; a Run sees one Sync
 * of its project from beginning to end. From a Run come {@link io.actionflow.secrets.resolver.open.SecretValue}s, for
 * what the version that runs binds in the node that asks, and for nothing else.
 *
 * <pre>{@code
 * try (Run run = resolver.begin("acme", "invoicing").orElseThrow();
 *         SecretValue apiKey = run.resolve("call-billing", "apiKey").orElseThrow()) {
 *     apiKey.withBytes(bytes -> call(bytes));
 * }
 * }</pre>
 *
 * <p>Below, {@code run} knows what is active and who may have it, {@code open} knows how to open values and when to zero
 * them, {@code report} tells others what is served here. The first two don't know of Kafka: they read a {@link io.actionflow.secrets.projections.topology.Projection}, which goes on
 * answering while Kafka is away. So does the resolver, with one exception: that something is <em>missing</em> is only
 * said by state that is fresh. The names of the meters: {@code secrets.resolver.begins}, {@code .resolves} (each by
 * {@code outcome}), {@code .opens}, {@code .cache.hits}, {@code .cache.misses}, {@code .cache.evictions}, {@code
 * .cache.bytes}, {@code .state.age}.
 */
@NullMarked
package io.actionflow.secrets.resolver;

import org.jspecify.annotations.NullMarked;
