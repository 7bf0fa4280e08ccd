/**
 * The publishers' library: {@link io.actionflow.secrets.commands.client.CommandClient} seals a value, sends chunks and
 * command, and completes a future with the outcome. It holds no key that opens a value.
 *
 * <p>On the way: {@code PlainValue} is what it takes in, {@code ValueInspector} notes what people get wrong
 * about it, {@code SealedUpload} seals it and {@code ChunkUpload} sends, {@code PendingAnswers} are the
 * futures that wait, {@code AnswerReader} is the one thread that completes them.
 */
@NullMarked
package io.actionflow.secrets.commands.client;

import org.jspecify.annotations.NullMarked;
