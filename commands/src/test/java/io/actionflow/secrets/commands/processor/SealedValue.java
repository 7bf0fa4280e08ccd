package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A value as a publisher sends it. The processor can't tell sealed bytes from random ones, so that these are random. */
record SealedValue(ValueRef ref, List<byte[]> records) {

    /** A value of some chunks of ten bytes each. */
    static SealedValue of(String valueId, int count) {
        Random random = new Random(valueId.hashCode() * 31L + count);
        List<byte[]> records = new ArrayList<>();
        Sha256 digest = ChunkDigest.start();
        long size = 0;
        for (int index = 0; index < count; index++) {
            byte[] sealed = new byte[ValueSealer.OVERHEAD_BYTES + 10];
            random.nextBytes(sealed);
            size += sealed.length;
            digest = ChunkDigest.append(digest, sealed);
            records.add(chunk(valueId, index, count, sealed));
        }
        return new SealedValue(new ValueRef(valueId, count, size, digest), records);
    }

    static byte[] chunk(String valueId, int index, int count, byte[] sealed) {
        return WireRecords.CODEC.encode(new ValueChunk(valueId, index, count, sealed));
    }
}
