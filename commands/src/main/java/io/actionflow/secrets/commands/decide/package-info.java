/**
 * From intent to fact: {@link io.actionflow.secrets.commands.decide.Deciders} answers a command with an outcome and at
 * most one event, with one decider for each type of command; {@code Permissions} says who may ask. Pure: no Kafka, no
 * clock, no randomness, and a view of the state that can't be written to.
 */
@NullMarked
package io.actionflow.secrets.commands.decide;

import org.jspecify.annotations.NullMarked;
