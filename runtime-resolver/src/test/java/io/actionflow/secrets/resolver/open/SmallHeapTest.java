package io.actionflow.secrets.resolver.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value of 64 MiB is opened by a process that has no room for two of them. */
class SmallHeapTest {

    private static final int CHUNKS = 128;

    @TempDir
    Path dir;

    @Test
    void aValueOf64MebibytesIsOpenedWithRoomForOneOfIt() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx112m",
                        // G1 never moves an array as large as a chunk: one in the middle may leave no room in one
                        // piece.
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName(),
                        dir.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(dir.resolve("output")).content().contains("opened 67108864 bytes, all as they were sealed");
        assertThat(process.exitValue()).isZero();
    }

    /** What the small process does: seals a value into files, chunk by chunk, and opens it. */
    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        var keys = KeyTemplates.newValueKeyPair();
        ValueRef ref = seal(ValueSealer.of(keys.getPublicKeysetHandle()), dir);
        SealedValue value = new SealedValue(new SecretAddress("acme", "key"), ref);
        try (SecretValue opened = ValueOpener.of(keys).open(value, key -> read(dir, key.index()))) {
            boolean same = opened.withBytes(bytes -> {
                for (int at = 0; at < bytes.remaining(); at++) {
                    if (bytes.get(at) != byteAt(at)) {
                        return false;
                    }
                }
                return true;
            });
            System.out.println("opened " + opened.size() + " bytes, " + (same ? "all as they were sealed" : "altered"));
        }
    }

    private static ValueRef seal(ValueSealer sealer, Path dir) throws IOException {
        Sha256 digest = ChunkDigest.start();
        long size = 0;
        byte[] piece = new byte[Limits.CHUNK_BYTES];
        for (int index = 0; index < CHUNKS; index++) {
            for (int i = 0; i < piece.length; i++) {
                piece[i] = byteAt(index * piece.length + i);
            }
            byte[] sealed = sealer.seal(piece, new SealingContext("acme", "key", "v1", index, CHUNKS));
            digest = ChunkDigest.append(digest, sealed);
            size += sealed.length;
            Files.write(
                    dir.resolve("chunk-" + index),
                    WireRecords.CODEC.encode(new ValueChunk("v1", index, CHUNKS, sealed)));
        }
        return new ValueRef("v1", CHUNKS, size, digest);
    }

    private static byte byteAt(int at) {
        return (byte) (at * 31 + (at >>> 19));
    }

    private static byte[] read(Path dir, int index) {
        try {
            return Files.readAllBytes(dir.resolve("chunk-" + index));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
