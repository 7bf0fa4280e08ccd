/**
 * The event log proved whole by somebody who holds no key.
 *
 * <p>{@link io.actionflow.secrets.projections.verify.LogVerifier} reads the log once, record by record. Each project has a
 * {@code ProjectCheck}: its chain of events ({@code ChainCheck}), the sealed values that they claim ({@code ValueCheck}) and
 * the other records that they name ({@code NamedRecords}). What does not fit becomes a {@code Suspicion} at a record; where a
 * second look can tell more exactly what was done, an {@code Investigation} reads the log once more. What is left are the
 * {@link io.actionflow.secrets.projections.verify.Finding}s.
 *
 * <p>Memory grows with the number of projects, with uploads that no event has claimed yet, with values that are gone until
 * the event is met that gave them up, and with findings up to a limit. It never grows with the number of events.
 */
@NullMarked
package io.actionflow.secrets.projections.verify;

import org.jspecify.annotations.NullMarked;
