package io.actionflow.secrets.schemas.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.actionflow.secrets.schemas.Samples;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

final class DigestsTest {

    @Test
    void sha256IsThatOfThePublishedExample() {
        assertThat(Sha256.hash("abc".getBytes(StandardCharsets.US_ASCII)))
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .isEqualTo(Sha256.hash(new byte[] {'a'}, new byte[] {'b', 'c'}));
        assertThat(Sha256.ZERO).hasToString("0".repeat(64));
    }

    @Test
    void aDigestIsImmutableAndComparedByContent() {
        byte[] bytes = Samples.bytes(32);
        Sha256 digest = Sha256.ofBytes(bytes);
        bytes[0] = 99;
        digest.bytes()[1] = 99;

        assertThat(digest)
                .isEqualTo(Sha256.ofBytes(Samples.bytes(32)))
                .hasSameHashCodeAs(Sha256.ofBytes(Samples.bytes(32)))
                .isNotEqualTo(Sha256.ZERO);
        assertThat(digest.bytes()).isEqualTo(Samples.bytes(32));
    }

    @Test
    void aDigestHas32Bytes() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Sha256.ofBytes(new byte[31]));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Sha256.ofBytes(new byte[33]));
    }

    @Test
    void theDigestOfChunksFoldsTheHashOfEachIntoThatOfThoseBefore() throws NoSuchAlgorithmException {
        byte[] first = {1, 2, 3};
        byte[] second = {4};
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] chain = new byte[64];
        System.arraycopy(sha.digest(first), 0, chain, 32, 32);
        byte[] afterFirst = sha.digest(chain);
        System.arraycopy(afterFirst, 0, chain, 0, 32);
        System.arraycopy(sha.digest(second), 0, chain, 32, 32);
        byte[] afterSecond = sha.digest(chain);

        assertThat(ChunkDigest.append(ChunkDigest.append(ChunkDigest.start(), first), second)
                        .bytes())
                .isEqualTo(afterSecond);
    }

    @Test
    void theDigestOfChunksKnowsTheirOrderAndTheirEnds() {
        Sha256 digest = chunks(new byte[] {1, 2}, new byte[] {3});

        assertThat(digest)
                .isNotEqualTo(chunks(new byte[] {3}, new byte[] {1, 2}))
                .isNotEqualTo(chunks(new byte[] {1}, new byte[] {2, 3}))
                .isNotEqualTo(chunks(new byte[] {1, 2, 3}))
                .isNotEqualTo(chunks(new byte[] {1, 2}, new byte[] {3}, new byte[0]));
    }

    @Test
    void theHashOfAnEventRecordSeparatesKeyAndValue() {
        byte[] key = "p/event/0000000000000000001".getBytes(StandardCharsets.US_ASCII);

        assertThat(EventHash.of(key, new byte[] {7})).isEqualTo(Sha256.hash(key, new byte[] {0, 7}));
        assertThat(EventHash.of(new byte[] {1, 2}, new byte[] {3}))
                .isNotEqualTo(EventHash.of(new byte[] {1}, new byte[] {2, 3}));
    }

    private static Sha256 chunks(byte[]... chunks) {
        Sha256 digest = ChunkDigest.start();
        for (byte[] chunk : chunks) {
            digest = ChunkDigest.append(digest, chunk);
        }
        return digest;
    }
}
