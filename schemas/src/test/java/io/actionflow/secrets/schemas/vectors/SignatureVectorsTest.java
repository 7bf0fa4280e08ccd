package io.actionflow.secrets.schemas.vectors;

import static io.actionflow.secrets.schemas.vectors.Json.hex;
import static io.actionflow.secrets.schemas.vectors.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.google.crypto.tink.signature.Ed25519PublicKey;
import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.command.CommandSigner;
import io.actionflow.secrets.schemas.command.CommandTypes;
import io.actionflow.secrets.schemas.command.ResolverCommand;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors of what resolvers sign: Ed25519 signs the same in the same way each time. */
final class SignatureVectorsTest {

    private static final int KEY_ID = 1_700_000_001;
    private static final String ID = Samples.COMMAND_ID;

    @Test
    void signatures() throws IOException, GeneralSecurityException {
        KeyTemplates.ready();
        KeysetHandle keys = keys();
        CommandSigner signer = CommandSigner.of(keys);
        List<Object> vectors = Samples.COMMANDS.stream()
                .filter(ResolverCommand.class::isInstance)
                .map(command -> signer.sign(ID, (ResolverCommand) command))
                .map(signed -> (Object) object(
                        "commandId", ID,
                        "unsigned", hex(CommandTypes.CODEC.encode(signed.signed(new byte[0]))),
                        "signature", hex(signed.signature()),
                        "command", hex(CommandTypes.CODEC.encode(signed))))
                .toList();

        assertFile("signatures.json", Json.print(vectors));
        assertFile(
                "TEST-ONLY-resolver-public-keyset.json",
                Json.print(Json.tree(TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
                        keys.getPublicKeysetHandle(), RegistryConfiguration.get()))));
    }

    private static KeysetHandle keys() throws GeneralSecurityException {
        byte[] seed = Arrays.copyOfRange(Samples.bytes(0x80), 0x60, 0x80);
        Ed25519PublicKey publicKey = Ed25519PublicKey.create(
                Ed25519Parameters.Variant.TINK,
                Bytes.copyFrom(Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey()),
                KEY_ID);
        Ed25519PrivateKey key =
                Ed25519PrivateKey.create(publicKey, SecretBytes.copyFrom(seed, InsecureSecretKeyAccess.get()));
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(KEY_ID).makePrimary())
                .build();
    }

    private static void assertFile(String file, String json) throws IOException {
        if (Boolean.getBoolean("vectors.write")) {
            Json.write(file, json);
        }
        assertThat(json).isEqualTo(Json.text(file));
    }
}
