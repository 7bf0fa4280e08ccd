package io.actionflow.secrets.schemas.command;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeyVerify;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Checks that a command comes from a resolver: Ed25519 over everything that it says and over its command id, so that it can
 * be sent again under no other. Several keys may be good at a time. Safe for use by several threads.
 */
public final class CommandSignatures {

    private static final String PURPOSE = "secret-resolver-command";
    private static final byte[] NONE = new byte[0];

    private final Check check;

    private interface Check {
        boolean isGood(byte[] signature, byte[] signed);
    }

    private CommandSignatures(Check check) {
        this.check = check;
    }

    /** Those that a key of the keyset made. Throws where it is not one of public signature keys. */
    public static CommandSignatures of(KeysetHandle publicKeyset) throws GeneralSecurityException {
        KeyTemplates.ready();
        PublicKeyVerify verify = publicKeyset.getPrimitive(RegistryConfiguration.get(), PublicKeyVerify.class);
        return new CommandSignatures((signature, signed) -> {
            try {
                verify.verify(signature, signed);
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        });
    }

    /** Where no resolver is known, no signature is good. */
    public static CommandSignatures none() {
        return new CommandSignatures((signature, signed) -> false);
    }

    /** Whether a resolver has said exactly this, under exactly this id. */
    public boolean areGood(String commandId, ResolverCommand command) {
        return check.isGood(command.signature(), signed(commandId, command));
    }

    /** {@code secret-resolver-command} ‖ NUL ‖ the command id ‖ NUL ‖ the command's single object, its signature empty. */
    static byte[] signed(String commandId, ResolverCommand command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((PURPOSE + "\0" + commandId + "\0").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(CommandTypes.CODEC.encode(command.signed(NONE)));
        return bytes.toByteArray();
    }
}
