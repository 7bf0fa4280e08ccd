/**
 * How often each secret was given, and where: {@link io.actionflow.secrets.resolver.usage.UsageCounters} counts in memory, on
 * the way of every resolve, without a lock; {@link io.actionflow.secrets.resolver.usage.UsagePublisher} says the sums now and
 * then, on a thread of its own. Both are bounded: the counters by their number, the records by the counters that have changed,
 * however often. Meters: {@code secrets.resolver.usage.*}.
 */
@NullMarked
package io.actionflow.secrets.resolver.usage;

import org.jspecify.annotations.NullMarked;
