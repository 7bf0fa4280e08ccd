package io.actionflow.secrets.schemas.command;

/**
 * What only a resolver may say. It needs no role but a signature; the actor is the resolver's id. Signatures are bytes that
 * nobody changes: they are not copied.
 */
public sealed interface ResolverCommand extends Command permits ResealValue, AnswerMatch {

    /** Of the command with an empty signature, see {@link CommandSignatures}. */
    byte[] signature();

    /** The same command with another signature. */
    ResolverCommand signed(byte[] signature);
}
