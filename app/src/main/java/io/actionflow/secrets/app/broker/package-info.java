/** A Kafka broker in this process, on loopback alone: for the demo, for development and for tests. Never for production. */
@NullMarked
package io.actionflow.secrets.app.broker;

import org.jspecify.annotations.NullMarked;
