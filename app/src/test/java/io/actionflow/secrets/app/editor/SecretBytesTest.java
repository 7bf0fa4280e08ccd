package io.actionflow.secrets.app.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretBytesTest {

    @Test
    void aTextThatComesInPiecesIsItsUtf8WhereverItIsCut() throws IOException {
        String text = "aé\u05d0\ud83d\udd11\uff5e".repeat(200);
        Random random = new Random(5);
        try (SecretBytes bytes = new SecretBytes()) {
            for (int at = 0; at < text.length(); ) {
                int length = Math.min(1 + random.nextInt(7), text.length() - at);
                bytes.write(text.toCharArray(), at, length);
                at += length;
            }
            bytes.end();
            try (InputStream in = bytes.open()) {
                assertThat(in.readAllBytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void whatItWasGivenAndWhatItHeldIsZeroed() throws IOException {
        char[] characters = "password".repeat(100).toCharArray();
        SecretBytes bytes = new SecretBytes();
        bytes.write(characters, 0, characters.length);
        assertThat(characters).containsOnly('\0');

        InputStream in = bytes.open();
        bytes.close();
        assertThat(in.readAllBytes()).containsOnly(0);
        assertThat(bytes.toString()).isEqualTo("SecretBytes");
    }

    @Test
    void halfOfAPairIsNoText() throws IOException {
        SecretBytes atEnd = new SecretBytes();
        atEnd.write(new char[] {'a', '\ud83d'}, 0, 2);
        assertThatThrownBy(atEnd::end).isInstanceOf(CharacterCodingException.class);

        SecretBytes between = new SecretBytes();
        between.write(new char[] {'\ud83d'}, 0, 1);
        assertThatThrownBy(() -> between.write(new char[] {'b'}, 0, 1)).isInstanceOf(CharacterCodingException.class);
    }
}
