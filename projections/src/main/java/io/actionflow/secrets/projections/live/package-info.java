/**
 * Which resolvers there are and what they serve, from their reports: begin with {@link
 * io.actionflow.secrets.projections.live.ResolverDirectory}. It answers where a Sync is live, and who can be asked about a
 * partition. {@code Directory} is what is known and what follows from it, without Kafka and clock; {@code ReportReader}
 * brings it the reports. Nothing here is history: a report that can't be read is counted and passed over, and it never
 * stops anybody.
 */
@NullMarked
package io.actionflow.secrets.projections.live;

import org.jspecify.annotations.NullMarked;
