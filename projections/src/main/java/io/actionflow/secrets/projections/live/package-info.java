/**
 * Which resolvers there are and what they serve, from their reports: begin with {@link
 * io.actionflow.secrets.projections.live.ResolverDirectory}. It answers where a Sync is live, and who can be asked about a
 * partition. {@code Directory} is what is known and what follows from it, without Kafka and clock; {@code ReportReader}
 * brings it the reports. {@link io.actionflow.secrets.projections.live.ValueKeyReader} follows which keys for values are
 * announced, and {@code ValueKeys} says which of them is sealed to. Nothing here is history: a record that can't be read is counted and passed over, and it never
 * stops anybody.
 */
@NullMarked
package io.actionflow.secrets.projections.live;

import org.jspecify.annotations.NullMarked;
