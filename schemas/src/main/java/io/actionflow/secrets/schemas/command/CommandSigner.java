package io.actionflow.secrets.schemas.command;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import java.security.GeneralSecurityException;

/** Signs what a resolver says, see {@link CommandSignatures}. Safe for use by several threads. */
public final class CommandSigner {

    private final PublicKeySign key;

    private CommandSigner(PublicKeySign key) {
        this.key = key;
    }

    /** With the primary key of a keyset; throws where it is not one of private signature keys. */
    public static CommandSigner of(KeysetHandle privateKeyset) throws GeneralSecurityException {
        KeyTemplates.ready();
        return new CommandSigner(privateKeyset.getPrimitive(RegistryConfiguration.get(), PublicKeySign.class));
    }

    /** The command with its signature, to be sent under this id and no other. */
    public ResolverCommand sign(String commandId, ResolverCommand command) {
        try {
            return command.signed(key.sign(CommandSignatures.signed(commandId, command)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing failed: the keyset is not usable", e);
        }
    }
}
