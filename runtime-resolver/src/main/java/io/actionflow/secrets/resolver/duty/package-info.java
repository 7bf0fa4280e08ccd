/**
 * What a resolver does without being asked by a worker, because nobody else could: the
 * {@link io.actionflow.secrets.resolver.duty.Resealer} seals values anew when there is a newer key, the
 * {@link io.actionflow.secrets.resolver.duty.Matcher} answers whether a candidate is a value. Both act for the partitions
 * that no other resolver acts for, and say what they did by commands that they sign. Two that act at once do no harm: the
 * processor takes the first.
 */
@NullMarked
package io.actionflow.secrets.resolver.duty;

import org.jspecify.annotations.NullMarked;
