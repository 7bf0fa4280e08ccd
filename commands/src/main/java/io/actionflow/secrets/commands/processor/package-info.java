/**
 * The one writer of every project, on Kafka Streams with exactly-once processing: commands in, events and answers out.
 *
 * <p>{@link io.actionflow.secrets.commands.processor.CommandProcessorService} is what one starts. Inside, a record of
 * {@code secret-commands} goes this way: {@code Inbox} reads it, {@code CommandProcessor} has it decided and folds the
 * event, with {@code Uploads} for values that arrive, {@code KnownCommands} for what was answered before, and
 * {@code Outbox} for all that is written.
 */
@NullMarked
package io.actionflow.secrets.commands.processor;

import org.jspecify.annotations.NullMarked;
