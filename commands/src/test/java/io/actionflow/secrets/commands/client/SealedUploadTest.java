package io.actionflow.secrets.commands.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueHint;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sealing without Kafka. */
class SealedUploadTest {

    private static final KeysetHandle KEYS = keys();

    private static KeysetHandle keys() {
        try {
            return KeyTemplates.newValueKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SealedUpload upload(PlainValue value) throws GeneralSecurityException {
        return new SealedUpload(ValueSealer.of(KEYS.getPublicKeysetHandle()), "p", "s", "v", value);
    }

    private static PlainValue text(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'S');
        bytes[length - 1] = '\n';
        return PlainValue.copyOf(bytes);
    }

    @Test
    void everyPieceOpensAtItsPlaceAndTheReferenceNamesThemAll() throws Exception {
        int length = 2 * Limits.CHUNK_BYTES + 1;
        List<byte[]> pieces = new ArrayList<>();
        ValueRef ref;
        try (PlainValue value = text(length)) {
            ref = upload(value).seal((index, piece) -> {
                assertThat(index).isEqualTo(pieces.size());
                pieces.add(piece);
            });
        }

        HybridDecrypt opener = KEYS.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        Sha256 digest = ChunkDigest.start();
        for (int index = 0; index < pieces.size(); index++) {
            byte[] info = new SealingContext("p", "s", "v", index, 3).info();
            opened.writeBytes(opener.decrypt(pieces.get(index), info));
            digest = ChunkDigest.append(digest, pieces.get(index));
        }
        assertThat(opened.toString()).isEqualTo("S".repeat(length - 1) + "\n");
        assertThat(ref)
                .isEqualTo(new ValueRef("v", 3, length + 3L * 53, digest, List.of(ValueHint.TRAILING_NEWLINE.name())));
    }

    @Test
    void whatIsAnnouncedDiffersInDigestAndHintsAlone() throws Exception {
        try (PlainValue value = text(5)) {
            SealedUpload upload = upload(value);
            ValueRef announced = upload.announced();
            ValueRef sealed = upload.seal((index, piece) -> {});

            assertThat(upload.fault()).isEmpty();
            assertThat(new ValueRef("v", announced.chunks(), announced.size(), sealed.digest(), sealed.hints()))
                    .isEqualTo(sealed);
            assertThat(announced.hints()).hasSize(ValueHint.values().length);
        }
    }

    @Test
    void sealedAgainTheReferenceNamesTheNewPieces() throws Exception {
        try (PlainValue value = text(5)) {
            SealedUpload upload = upload(value);
            upload.seal((index, piece) -> {});
            List<byte[]> pieces = new ArrayList<>();

            ValueRef again = upload.seal((index, piece) -> pieces.add(piece));

            assertThat(again.digest()).isEqualTo(ChunkDigest.append(ChunkDigest.start(), pieces.get(0)));
        }
    }

    @Test
    void aValueThatNoCommandCanBringIsToldBeforehand() throws Exception {
        try (PlainValue empty = PlainValue.copyOf(new byte[0]);
                PlainValue endless = PlainValue.ofStream(InputStream.nullInputStream(), Limits.MAX_VALUE_BYTES + 1)) {
            assertThat(upload(empty).fault().orElseThrow().code()).isEqualTo(RejectionCode.VALUE_EMPTY);
            assertThat(upload(endless).fault().orElseThrow().code()).isEqualTo(RejectionCode.MALFORMED);
        }
    }

    @Test
    void aConsumerThatCanTakeNoMoreEndsTheSealing() throws Exception {
        try (PlainValue value = text(3 * Limits.CHUNK_BYTES)) {
            List<Integer> taken = new ArrayList<>();
            assertThatThrownBy(() -> upload(value).seal((index, piece) -> {
                        taken.add(index);
                        throw new IOException("no more");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no more");
            assertThat(taken).containsExactly(0);
        }
    }
}
