/**
 * The read side on Kafka Streams: {@code secret-events} in, queryable state out. {@code Projection} is what its users
 * see; everything else is how it is done.
 */
@NullMarked
package io.actionflow.secrets.projections.topology;

import org.jspecify.annotations.NullMarked;
