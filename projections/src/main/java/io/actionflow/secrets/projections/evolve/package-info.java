/**
 * From facts to state: {@link io.actionflow.secrets.projections.evolve.History} folds events one by one, with one
 * evolver for each type of event. Pure: no Kafka, no clock, no randomness, no decisions.
 */
@NullMarked
package io.actionflow.secrets.projections.evolve;

import org.jspecify.annotations.NullMarked;
