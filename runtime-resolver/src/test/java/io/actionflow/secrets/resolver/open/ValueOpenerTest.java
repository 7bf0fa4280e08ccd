package io.actionflow.secrets.resolver.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.resolver.fixture.Sealing;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.DecryptionException.Reason;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.RecordKey.ChunkKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueOpenerTest {

    private static final int CHUNK = Limits.CHUNK_BYTES;

    private final KeysetHandle keys = KeyTemplates.newValueKeyPair();
    private final ValueSealer sealer = ValueSealer.of(keys.getPublicKeysetHandle());
    private final ValueOpener opener = ValueOpener.of(keys);
    private final Map<ChunkKey, byte[]> chunks = new HashMap<>();

    ValueOpenerTest() throws GeneralSecurityException {}

    private SealedValue seal(String projectId, String secretId, String valueId, byte[] value) {
        ValueRef ref = Sealing.seal(sealer, projectId, secretId, valueId, value, chunks::put);
        return new SealedValue(new SecretAddress(projectId, secretId), ref);
    }

    private SealedValue seal(byte[] value) {
        return seal("acme", "key", "v1", value);
    }

    @Test
    void aValueThatWasSealedToTheKeyInPartsOpens() throws GeneralSecurityException, DecryptionException {
        PublicValueKey parts = PublicValueKey.of(keys.getPublicKeysetHandle());
        ValueSealer elsewhere = ValueSealer.of(new PublicValueKey(parts.keyId(), parts.x25519()));
        byte[] value = new byte[CHUNK + 1];
        new Random(1).nextBytes(value);
        ValueRef ref = Sealing.seal(elsewhere, "acme", "key", "v1", value, chunks::put);

        try (SecretValue opened = opener.open(new SealedValue(new SecretAddress("acme", "key"), ref), chunks::get)) {
            assertThat(opened.copyBytes()).isEqualTo(value);
        }
    }

    private Reason failure(ValueOpener with, SealedValue value) {
        try (SecretValue opened = with.open(value, chunks::get)) {
            throw new AssertionError("Expected a failure, but it opened: " + opened.size() + " bytes");
        } catch (DecryptionException e) {
            return e.reason();
        }
    }

    private Reason failure(SealedValue value) {
        return failure(opener, value);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static SealedValue with(SealedValue value, ValueRef ref) {
        return new SealedValue(value.secret(), ref);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 300, CHUNK - 1, CHUNK, CHUNK + 1, 3 * 1024 * 1024})
    void whatWasSealedIsOpened(int size) throws Exception {
        byte[] value = random(size);
        SealedValue sealed = seal(value);
        assertThat(sealed.ref().chunks()).isEqualTo((size + CHUNK - 1) / CHUNK);
        try (SecretValue opened = opener.open(sealed, chunks::get)) {
            assertThat(opened.size()).isEqualTo(size);
            assertThat(opened.copyBytes()).isEqualTo(value);
        }
    }

    @Test
    void aValueInPiecesOfAnySizeIsOpened() throws Exception {
        byte[][] pieces = {random(10), random(1), random(700)};
        SealedValue value = sealPieces(pieces);
        try (SecretValue opened = opener.open(value, chunks::get)) {
            assertThat(opened.size()).isEqualTo(711);
            assertThat(Arrays.copyOf(opened.copyBytes(), 10)).isEqualTo(pieces[0]);
            assertThat(Arrays.copyOfRange(opened.copyBytes(), 11, 711)).isEqualTo(pieces[2]);
        }
    }

    private SealedValue sealPieces(byte[][] pieces) {
        Sha256 digest = ChunkDigest.start();
        long size = 0;
        for (int i = 0; i < pieces.length; i++) {
            byte[] sealed = sealer.seal(pieces[i], new SealingContext("acme", "key", "v1", i, pieces.length));
            digest = ChunkDigest.append(digest, sealed);
            size += sealed.length;
            put("v1", i, pieces.length, sealed);
        }
        return new SealedValue(new SecretAddress("acme", "key"), new ValueRef("v1", pieces.length, size, digest));
    }

    private void put(String valueId, int index, int count, byte[] sealed) {
        chunks.put(
                new ChunkKey("acme", valueId, index),
                WireRecords.CODEC.encode(new ValueChunk(valueId, index, count, sealed)));
    }

    @Test
    void everyAlteredByteIsCorruptAndNeverAnUnknownKey() {
        SealedValue value = seal(random(24));
        ChunkKey key = new ChunkKey("acme", "v1", 0);
        byte[] good = chunks.get(key);
        for (int at = 0; at < good.length; at++) {
            for (int mask : new int[] {0x01, 0x80, 0xff}) {
                byte[] altered = good.clone();
                altered[at] ^= (byte) mask;
                chunks.put(key, altered);
                assertThat(failure(value)).as("byte %d, mask %x", at, mask).isEqualTo(Reason.CORRUPT);
            }
        }
    }

    @Test
    void aChunkOfAnyOtherLengthIsCorrupt() {
        SealedValue value = seal(random(24));
        ChunkKey key = new ChunkKey("acme", "v1", 0);
        byte[] good = chunks.get(key);
        byte[] sealed = WireRecords.CODEC.decode(good, ValueChunk.class).sealed();
        for (int length = 0; length < good.length; length++) {
            chunks.put(key, Arrays.copyOf(good, length));
            assertThat(failure(value)).as("record cut to %d", length).isEqualTo(Reason.CORRUPT);
        }
        for (int length = 0; length <= sealed.length + 8; length++) {
            if (length != sealed.length) {
                put("v1", 0, 1, Arrays.copyOf(sealed, length));
                assertThat(failure(value)).as("sealed of %d", length).isEqualTo(Reason.CORRUPT);
            }
        }
    }

    @Test
    void anAlteredByteInAnyChunkIsCorrupt() {
        SealedValue value = seal(random(3 * CHUNK));
        for (int index = 0; index < 3; index++) {
            ChunkKey key = new ChunkKey("acme", "v1", index);
            byte[] good = chunks.get(key);
            for (int at : new int[] {0, 11, 30, good.length / 2, good.length - 1}) {
                byte[] altered = good.clone();
                altered[at] ^= 4;
                chunks.put(key, altered);
                assertThat(failure(value)).as("chunk %d, byte %d", index, at).isEqualTo(Reason.CORRUPT);
            }
            chunks.put(key, good);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aMissingChunkIsCorrupt(int index) {
        SealedValue value = seal(random(2 * CHUNK + 1));
        chunks.remove(new ChunkKey("acme", "v1", index));
        assertThat(failure(value)).isEqualTo(Reason.CORRUPT);
    }

    @Test
    void chunksInAnotherOrderAreCorrupt() {
        SealedValue value = seal(random(2 * CHUNK));
        swap(new ChunkKey("acme", "v1", 0), new ChunkKey("acme", "v1", 1));
        assertThat(failure(value)).isEqualTo(Reason.CORRUPT);
        byte[] first = WireRecords.CODEC
                .decode(chunks.get(new ChunkKey("acme", "v1", 0)), ValueChunk.class)
                .sealed();
        byte[] second = WireRecords.CODEC
                .decode(chunks.get(new ChunkKey("acme", "v1", 1)), ValueChunk.class)
                .sealed();
        put("v1", 0, 2, first);
        put("v1", 1, 2, second);
        assertThat(failure(value)).as("relabelled").isEqualTo(Reason.CORRUPT);
    }

    @Test
    void chunksOfAnotherValueSecretOrProjectAreCorrupt() {
        SealedValue value = seal(random(100));
        for (SealedValue other : new SealedValue[] {
            seal("acme", "key", "v2", random(100)),
            seal("acme", "other", "v3", random(100)),
            seal("other", "key", "v4", random(100))
        }) {
            ChunkKey theirs =
                    new ChunkKey(other.secret().projectId(), other.ref().valueId(), 0);
            byte[] sealed = WireRecords.CODEC
                    .decode(chunks.get(theirs), ValueChunk.class)
                    .sealed();
            put("v1", 0, 1, sealed);
            assertThat(failure(value)).as("the chunk of %s", other).isEqualTo(Reason.CORRUPT);
            assertThat(failure(with(
                            value,
                            new ValueRef(
                                    "v1", 1, other.ref().size(), other.ref().digest()))))
                    .as("the chunk of %s, with its digest", other)
                    .isEqualTo(Reason.CORRUPT);
        }
    }

    @Test
    void aValueOfAnotherSecretOrProjectIsCorrupt() {
        SealedValue value = seal(random(100));
        assertThat(failure(new SealedValue(new SecretAddress("acme", "other"), value.ref())))
                .isEqualTo(Reason.CORRUPT);
        chunks.put(new ChunkKey("other", "v1", 0), chunks.get(new ChunkKey("acme", "v1", 0)));
        assertThat(failure(new SealedValue(new SecretAddress("other", "key"), value.ref())))
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void aChunkThatAnybodyCouldSealForTheSamePlaceIsCorrupt() {
        SealedValue value = seal(random(100));
        put("v1", 0, 1, sealer.seal(random(100), new SealingContext("acme", "key", "v1", 0, 1)));
        assertThat(failure(value)).isEqualTo(Reason.CORRUPT);
    }

    @Test
    void aReferenceToOtherBytesIsCorrupt() {
        SealedValue value = seal(random(CHUNK + 1));
        ValueRef ref = value.ref();
        long size = ref.size();
        for (ValueRef wrong : new ValueRef[] {
            new ValueRef("v1", 2, size - 1, ref.digest()),
            new ValueRef("v1", 2, size + 1, ref.digest()),
            new ValueRef("v1", 1, size, ref.digest()),
            new ValueRef("v1", 3, size, ref.digest()),
            new ValueRef("v1", 0, size, ref.digest()),
            new ValueRef("v1", -1, size, ref.digest()),
            new ValueRef("v1", Integer.MAX_VALUE, size, ref.digest()),
            new ValueRef("v1", 2, 0, ref.digest()),
            new ValueRef("v1", 2, 106, ref.digest()),
            new ValueRef("v1", 2, Long.MAX_VALUE, ref.digest()),
            new ValueRef("v1", 2, Long.MIN_VALUE, ref.digest()),
            new ValueRef("v1", 2, size, Sha256.ZERO),
            new ValueRef("v2", 2, size, ref.digest())
        }) {
            assertThat(failure(with(value, wrong))).as("%s", wrong).isEqualTo(Reason.CORRUPT);
        }
    }

    @Test
    void aKeyThatTheKeysetLacksIsUnknown() throws Exception {
        ValueOpener another = ValueOpener.of(KeyTemplates.newValueKeyPair());
        assertThat(failure(another, seal(random(10)))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(failure(another, seal(random(2 * CHUNK)))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void whatIsAlteredIsCorruptUnderAnyKey() throws Exception {
        SealedValue value = seal(random(2 * CHUNK));
        byte[] second = chunks.get(new ChunkKey("acme", "v1", 1));
        second[second.length - 1] ^= 1;
        ValueOpener another = ValueOpener.of(KeyTemplates.newValueKeyPair());
        assertThat(failure(another, value)).isEqualTo(Reason.CORRUPT);
    }

    @Test
    void nothingIsLeftOfAValueThatDoesNotOpen() {
        SealedValue value = seal(random(3 * CHUNK));
        byte[] plain = new byte[3 * CHUNK];
        chunks.remove(new ChunkKey("acme", "v1", 2));
        assertThatThrownBy(() -> opener.openInto(plain, value, chunks::get)).isInstanceOf(DecryptionException.class);
        assertThat(plain).containsOnly(0);
    }

    @Test
    void chunksThatCanNotBeReadAreNotMissing() {
        SealedValue value = seal(random(3 * CHUNK));
        byte[] plain = new byte[3 * CHUNK];
        ChunkSource leaving = key -> {
            if (key.index() == 2) {
                assertThat(plain[0]).as("the first two are open by now").isEqualTo(random(3 * CHUNK)[0]);
                throw new ProjectionUnavailableException("gone");
            }
            return chunks.get(key);
        };
        assertThatThrownBy(() -> opener.openInto(plain, value, leaving))
                .isInstanceOf(ProjectionUnavailableException.class);
        assertThat(plain).containsOnly(0);
    }

    @Test
    void onlyPrivateKeysOpen() {
        assertThatThrownBy(() -> ValueOpener.of(keys.getPublicKeysetHandle()))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> ValueOpener.of(KeyTemplates.newAead())).isInstanceOf(GeneralSecurityException.class);
    }

    private void swap(ChunkKey one, ChunkKey other) {
        byte[] kept = chunks.get(one);
        chunks.put(one, chunks.get(other));
        chunks.put(other, kept);
    }
}
