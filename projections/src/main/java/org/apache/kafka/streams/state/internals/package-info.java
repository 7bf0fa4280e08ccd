/**
 * Not ours: Kafka Streams' own package. What stands here needs its RocksDB, which Kafka Streams keeps to itself, and nothing
 * else does.
 */
@NullMarked
package org.apache.kafka.streams.state.internals;

import org.jspecify.annotations.NullMarked;
