package io.actionflow.secrets.schemas.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a keyset is for. */
final class KeysetKeysTest {

    static List<KeysetHandle> keysets() throws GeneralSecurityException {
        return List.of(KeyTemplates.newAead(), KeyTemplates.newValueKeyPair());
    }

    @ParameterizedTest
    @MethodSource("keysets")
    void aNewKeyIsOfTheSameKindAndEncryptsNothingYet(KeysetHandle keyset) throws Exception {
        KeysetHandle next = KeysetKeys.withNew(keyset);

        assertThat(KeysetKeys.of(next)).hasSize(2);
        assertThat(KeysetKeys.primary(next)).isEqualTo(KeysetKeys.primary(keyset));
        assertThat(next.getAt(1).getKey().getParameters())
                .isEqualTo(next.getAt(0).getKey().getParameters());
        assertThat(KeysetKeys.behindPrimary(next)).containsExactly(next.getAt(1).getId());
    }

    @ParameterizedTest
    @MethodSource("keysets")
    void theOldKeyStaysAheadOfThePromotedOne(KeysetHandle keyset) throws Exception {
        KeysetHandle next = KeysetKeys.withNew(keyset);
        KeysetHandle promoted = KeysetKeys.promoted(next, next.getAt(1).getId());

        assertThat(KeysetKeys.primary(promoted)).isEqualTo(next.getAt(1).getId());
        assertThat(KeysetKeys.behindPrimary(promoted)).isEmpty();
        assertThat(KeysetKeys.of(KeysetKeys.primaryOnly(promoted)))
                .singleElement()
                .satisfies(key -> assertThat(key.isPrimary()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("keysets")
    void aKeyCanBeDisabledOrTakenOutButNotThePrimaryOne(KeysetHandle keyset) throws Exception {
        KeysetHandle next = KeysetKeys.withNew(keyset);
        int added = next.getAt(1).getId();

        assertThat(KeysetKeys.of(KeysetKeys.disabled(next, added)).get(1).status())
                .isEqualTo("DISABLED");
        assertThat(KeysetKeys.of(KeysetKeys.without(next, added))).hasSize(1);
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> KeysetKeys.without(next, KeysetKeys.primary(next)));
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> KeysetKeys.promoted(keyset, added));
    }
}
