package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.commands.client.SealedUpload;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.ChunkForm;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends a value's sealed chunks ahead of the command that claims them. One in plain is sealed here, piece by piece. */
final class ValueSending {

    private final Commands commands;
    private final ValueSealer sealer;

    ValueSending(Commands commands, ValueSealer sealer) {
        this.commands = commands;
        this.sealer = sealer;
    }

    /** Sends what was not sent before; completes with what the command has to say of it. A plain value has been read then. */
    CompletableFuture<ValueRef> send(String projectId, String secretId, ValueInput value) throws IOException {
        if (value instanceof ValueInput.Plain plain) {
            return sealed(projectId, secretId, plain);
        } else if (value instanceof ValueInput.Sealed sealed) {
            return sent(projectId, sealed);
        }
        return CompletableFuture.completedFuture(((ValueInput.Uploaded) value).value());
    }

    private CompletableFuture<ValueRef> sealed(String projectId, String secretId, ValueInput.Plain plain)
            throws IOException {
        SealedUpload upload = new SealedUpload(sealer, projectId, secretId, Ids.random(), plain.value());
        upload.fault().ifPresent(fault -> {
            throw Outcomes.problem(fault).asException();
        });
        ValueRef announced = upload.announced();
        List<CompletableFuture<@Nullable Void>> confirmed = new ArrayList<>();
        ValueRef value = upload.seal((index, chunk) -> confirmed.add(commands.sendChunk(
                projectId, new ValueChunk(announced.valueId(), index, announced.chunks(), chunk))));
        return all(confirmed).thenApply(nothing -> value);
    }

    private CompletableFuture<ValueRef> sent(String projectId, ValueInput.Sealed sealed) {
        int count = sealed.chunks().size();
        Sha256 digest = ChunkDigest.start();
        long size = 0;
        List<ValueChunk> chunks = new ArrayList<>();
        for (byte[] bytes : sealed.chunks()) {
            ValueChunk chunk = new ValueChunk(sealed.valueId(), chunks.size(), count, bytes);
            ChunkForm.fault(projectId, chunk).ifPresent(fault -> {
                throw Outcomes.problem(fault).asException();
            });
            chunks.add(chunk);
            digest = ChunkDigest.append(digest, bytes);
            size += bytes.length;
        }
        ValueRef value = new ValueRef(sealed.valueId(), count, size, digest, sealed.hints());
        return all(chunks.stream().map(chunk -> commands.sendChunk(projectId, chunk)).toList())
                .thenApply(nothing -> value);
    }

    // A command must not overtake a chunk that was lost on its way: it would be rejected for good.
    private static CompletableFuture<Void> all(List<CompletableFuture<@Nullable Void>> confirmed) {
        return CompletableFuture.allOf(confirmed.toArray(CompletableFuture[]::new));
    }
}
