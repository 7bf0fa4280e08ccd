package io.actionflow.secrets.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SealedUpload;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals a value to the key that the editor API serves, so that not even the API sees it, and makes what a command says of
 * it: the sealed bytes themselves where they are one chunk, or else a claim on chunks that were sent ahead. One chunk is in
 * memory at a time.
 */
public final class ValueUpload {

    private static final String ALGORITHM = "HPKE-X25519-HKDF-SHA256-AES-256-GCM";

    private final EditorApi api;
    private final Progress progress;

    /** Is told after each chunk how far it is. */
    public interface Progress {

        void sent(long bytes, long ofBytes);
    }

    public ValueUpload(EditorApi api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * What stands as {@code value} in the command.
     *
     * @param secretId of the secret that will have the value: the chunks open for no other
     * @throws GeneralSecurityException where the API's key is none
     */
    public ObjectNode send(String projectId, String secretId, PlainValue value)
            throws IOException, GeneralSecurityException {
        String valueId = Ids.random();
        SealedUpload upload = new SealedUpload(sealer(), projectId, secretId, valueId, value);
        return upload.announced().chunks() == 1 ? inline(upload) : ahead(upload, projectId, value.size());
    }

    private ValueSealer sealer() throws GeneralSecurityException {
        JsonNode key = api.valueKey();
        if (!key.path("algorithm").asText().equals(ALGORITHM)
                || key.path("chunkBytes").asInt() != Limits.CHUNK_BYTES) {
            throw ApiException.unexpected(200, "a key for another way of sealing");
        }
        try {
            byte[] x25519 = Base64.getDecoder().decode(key.path("publicKey").asText());
            // Tink's key ids are unsigned.
            return ValueSealer.of(new PublicValueKey((int) key.path("keyId").asLong(), x25519));
        } catch (IllegalArgumentException e) {
            throw ApiException.unexpected(200, "a public key that is none");
        }
    }

    private static ObjectNode inline(SealedUpload upload) throws IOException {
        ArrayNode chunks = Json.MAPPER.createArrayNode();
        ValueRef sealed =
                upload.seal((index, chunk) -> chunks.add(Base64.getEncoder().encodeToString(chunk)));
        ObjectNode inline = Json.object().put("valueId", sealed.valueId());
        inline.set("chunks", chunks);
        inline.set("hints", hints(sealed));
        return Json.object().set("sealed", inline);
    }

    private ObjectNode ahead(SealedUpload upload, String projectId, long size) throws IOException {
        ValueRef announced = upload.announced();
        int count = announced.chunks();
        ValueRef sealed = upload.seal((index, chunk) -> {
            api.putChunk(projectId, announced.valueId(), index, count, chunk);
            progress.sent(size * (index + 1) / count, size);
        });
        ObjectNode uploaded = Json.object()
                .put("valueId", sealed.valueId())
                .put("chunks", count)
                .put("size", sealed.size())
                .put("digest", sealed.digest().toString());
        uploaded.set("hints", hints(sealed));
        return Json.object().set("uploaded", uploaded);
    }

    private static ArrayNode hints(ValueRef sealed) {
        ArrayNode hints = Json.MAPPER.createArrayNode();
        sealed.hints().forEach(hints::add);
        return hints;
    }
}
