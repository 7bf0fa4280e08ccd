/**
 * A project's state: which entries there are, under which keys they stand, and the views that deciders, evolvers and
 * readers have of them. Knows nothing of Kafka.
 */
@NullMarked
package io.actionflow.secrets.projections.state;

import org.jspecify.annotations.NullMarked;
