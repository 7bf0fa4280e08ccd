package io.actionflow.secrets.resolver.open;

import io.actionflow.secrets.schemas.crypto.DecryptionException;

/** Takes one opened piece of a value, in order; it is zeroed right afterwards. */
@FunctionalInterface
public interface PieceVisitor {
    void visit(int index, byte[] plain) throws DecryptionException;
}
