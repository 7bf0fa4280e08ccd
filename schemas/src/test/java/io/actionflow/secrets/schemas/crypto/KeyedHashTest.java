package io.actionflow.secrets.schemas.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class KeyedHashTest {

    private final KeyedHash hash;

    KeyedHashTest() throws GeneralSecurityException {
        hash = KeyedHash.of(TestKeys.lookup());
    }

    @Test
    void isTheBeginningOfHmacSha256() throws GeneralSecurityException {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (0x20 + i);
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] full = mac.doFinal("project\0name".getBytes(StandardCharsets.UTF_8));

        assertThat(hash.of("project", "name"))
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, 16)));
    }

    @Test
    void isTwentyTwoCharactersThatMayStandInAnyKey() {
        assertThat(IntStream.range(0, 500).mapToObj(i -> hash.of("project", "name" + i)))
                .allMatch(text -> text.matches("[A-Za-z0-9_-]{22}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void differsBetweenProjectsTextsAndKeysets() throws GeneralSecurityException {
        String one = hash.of("project", "name");

        assertThat(hash.of("project", "name")).isEqualTo(one);
        assertThat(hash.of("project2", "name")).isNotEqualTo(one);
        assertThat(hash.of("project", "Name")).isNotEqualTo(one);
        assertThat(KeyedHash.of(KeyTemplates.newLookup()).of("project", "name")).isNotEqualTo(one);
    }
}
