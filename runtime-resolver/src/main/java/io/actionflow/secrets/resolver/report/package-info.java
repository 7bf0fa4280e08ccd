/**
 * How a resolver says what it serves: {@link io.actionflow.secrets.resolver.report.ResolverReporter} listens to the
 * projection and sends reports; {@code ReportContent} knows what goes into the next one, {@code ServedSyncs} keeps it
 * until then. Reports never hold up what they report on. {@code projections.live} reads them. Meter: {@code
 * secrets.resolver.reports} by {@code outcome}.
 */
@NullMarked
package io.actionflow.secrets.resolver.report;

import org.jspecify.annotations.NullMarked;
