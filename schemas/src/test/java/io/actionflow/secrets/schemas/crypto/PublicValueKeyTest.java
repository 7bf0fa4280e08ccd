package io.actionflow.secrets.schemas.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicValueKeyTest {

    private static final SealingContext CONTEXT = new SealingContext("project", "secret", "value", 0, 1);
    private static final byte[] PLAINTEXT = "s3cr3t".getBytes(StandardCharsets.UTF_8);

    /** As docs/wire-format.md has it, from the test keyset: key id 2119630851, the key at the end of the value. */
    private static final String PREFIX = "01" + "7e570003";

    private static final String X25519 = "79a631eede1bf9c98f12032cdeadd0e7a079398fc786b88cc846ec89af85a51a";

    @Test
    void itsPartsAreThoseOfTheKeyset() throws GeneralSecurityException {
        PublicValueKey key = PublicValueKey.of(TestKeys.valuePublic());

        assertThat(Integer.toUnsignedLong(key.keyId())).isEqualTo(2119630851L);
        assertThat(HexFormat.of().formatHex(key.prefix())).isEqualTo(PREFIX);
        assertThat(HexFormat.of().formatHex(key.x25519())).isEqualTo(X25519);
    }

    @Test
    void whatIsSealedToTheRebuiltKeyBeginsWithItsPrefixAndOpens() throws GeneralSecurityException {
        for (KeysetHandle pair : new KeysetHandle[] {TestKeys.valuePrivate(), KeyTemplates.newValueKeyPair()}) {
            PublicValueKey key = PublicValueKey.of(pair.getPublicKeysetHandle());
            ValueSealer rebuilt = ValueSealer.of(new PublicValueKey(key.keyId(), key.x25519()));

            byte[] sealed = rebuilt.seal(PLAINTEXT, CONTEXT);

            assertThat(sealed).startsWith(key.prefix()).hasSize(PLAINTEXT.length + ValueSealer.OVERHEAD_BYTES);
            assertThat(pair.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                            .decrypt(sealed, CONTEXT.info()))
                    .isEqualTo(PLAINTEXT);
        }
    }

    @Test
    void aKeyIdBeyond31BitsStaysWhatItIs() throws GeneralSecurityException {
        PublicValueKey key = new PublicValueKey(
                0xfedcba98, PublicValueKey.of(TestKeys.valuePublic()).x25519());

        assertThat(PublicValueKey.of(key.keyset())).isEqualTo(key);
        assertThat(HexFormat.of().formatHex(key.prefix())).isEqualTo("01fedcba98");
        assertThat(ValueSealer.of(key).seal(PLAINTEXT, CONTEXT)).startsWith(key.prefix());
        assertThat(key).hasToString("PublicValueKey 4275878552");
    }

    @Test
    void ofSeveralKeysThePrimaryOneIsMeant() throws GeneralSecurityException {
        KeysetHandle first = KeyTemplates.newValueKeyPair().getPublicKeysetHandle();
        KeysetHandle second = KeyTemplates.newValueKeyPair().getPublicKeysetHandle();
        KeysetHandle both = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(first.getPrimary().getKey()))
                .addEntry(KeysetHandle.importKey(second.getPrimary().getKey()).makePrimary())
                .build();

        assertThat(PublicValueKey.of(both)).isEqualTo(PublicValueKey.of(second));
        assertThat(PublicValueKey.of(both)).isNotEqualTo(PublicValueKey.of(first));
    }

    @Test
    void aPrivateKeyOrOneOfAnotherKindIsNone() {
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> PublicValueKey.of(TestKeys.valuePrivate()));
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> PublicValueKey.of(TestKeys.metadata()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void aKeyHas32Bytes(int length) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new PublicValueKey(1, new byte[length]));
    }

    @Test
    void itsBytesAreCopiedInAndOut() {
        byte[] bytes = new byte[32];
        PublicValueKey key = new PublicValueKey(1, bytes);

        Arrays.fill(bytes, (byte) 1);
        Arrays.fill(key.x25519(), (byte) 1);

        assertThat(key.x25519()).containsOnly(0);
        assertThat(key)
                .isEqualTo(new PublicValueKey(1, new byte[32]))
                .hasSameHashCodeAs(new PublicValueKey(1, new byte[32]));
    }
}
