package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.commands.client.SealedUpload;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.ChunkForm;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends a value's sealed chunks ahead of the command that claims them. One in plain is sealed here, piece by piece. */
final class ValueSending {

    private final Commands commands;
    private final Supplier<ValueSealer> sealer;

    ValueSending(Commands commands, Supplier<ValueSealer> sealer) {
        this.commands = commands;
        this.sealer = sealer;
    }

    /** What the command will have to say of the value, as far as it can be known before it is sealed: all but a digest. */
    ValueRef announced(ValueInput value) {
        if (value instanceof ValueInput.Plain plain) {
            return upload("", "", plain).announced();
        } else if (value instanceof ValueInput.Sealed sealed) {
            return sealed.ref();
        }
        return ((ValueInput.Uploaded) value).value();
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
        SealedUpload upload = upload(projectId, secretId, plain);
        ValueRef announced = upload.announced();
        List<CompletableFuture<@Nullable Void>> confirmed = new ArrayList<>();
        ValueRef value = upload.seal((index, chunk) -> confirmed.add(
                commands.sendChunk(projectId, new ValueChunk(announced.valueId(), index, announced.chunks(), chunk))));
        return all(confirmed).thenApply(nothing -> value);
    }

    private SealedUpload upload(String projectId, String secretId, ValueInput.Plain plain) {
        SealedUpload upload = new SealedUpload(sealer.get(), projectId, secretId, Ids.random(), plain.value());
        upload.fault().ifPresent(fault -> {
            throw Outcomes.problem(fault).asException();
        });
        return upload;
    }

    private CompletableFuture<ValueRef> sent(String projectId, ValueInput.Sealed sealed) {
        ValueRef value = sealed.ref();
        List<ValueChunk> chunks = new ArrayList<>();
        for (byte[] bytes : sealed.chunks()) {
            chunks.add(new ValueChunk(value.valueId(), chunks.size(), value.chunks(), bytes));
        }
        chunks.forEach(chunk -> ChunkForm.fault(projectId, chunk).ifPresent(fault -> {
            throw Outcomes.problem(fault).asException();
        }));
        return all(chunks.stream()
                        .map(chunk -> commands.sendChunk(projectId, chunk))
                        .toList())
                .thenApply(nothing -> value);
    }

    // A command must not overtake a chunk that was lost on its way: it would be rejected for good.
    private static CompletableFuture<Void> all(List<CompletableFuture<@Nullable Void>> confirmed) {
        return CompletableFuture.allOf(confirmed.toArray(CompletableFuture[]::new));
    }
}
