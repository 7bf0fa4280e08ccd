package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.app.client.FakeApi;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.crypto.SealingContext;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A resolver's key pair: its public half for the API to serve, its private half to see what was sealed. */
final class ValueKey {

    private final KeysetHandle keys;

    ValueKey() throws GeneralSecurityException {
        this.keys = KeyTemplates.newValueKeyPair();
    }

    /** What {@code GET /v1/value-key} answers. */
    String document() throws GeneralSecurityException {
        PublicValueKey key = PublicValueKey.of(keys.getPublicKeysetHandle());
        Base64.Encoder base64 = Base64.getEncoder();
        return """
            {"algorithm":"HPKE-X25519-HKDF-SHA256-AES-256-GCM","keyId":%s,"prefix":"%s","publicKey":"%s","chunkBytes":%d}""".formatted(
                        Integer.toUnsignedString(key.keyId()),
                        base64.encodeToString(key.prefix()),
                        base64.encodeToString(key.x25519()),
                        Limits.CHUNK_BYTES);
    }

    /** The value that a command carries in itself. */
    byte[] openInline(String project, String secretId, JsonNode value) throws GeneralSecurityException {
        List<byte[]> chunks = new ArrayList<>();
        for (JsonNode chunk : value.path("sealed").path("chunks")) {
            chunks.add(Base64.getDecoder().decode(chunk.asText()));
        }
        return open(project, secretId, value.path("sealed").path("valueId").asText(), chunks);
    }

    /** The value that a command claims, from the chunks that were sent ahead; the claim must fit them. */
    byte[] openUploaded(String project, String secretId, JsonNode value, FakeApi api) throws GeneralSecurityException {
        JsonNode claim = value.path("uploaded");
        String valueId = claim.path("valueId").asText();
        List<byte[]> chunks = new ArrayList<>();
        Sha256 digest = ChunkDigest.start();
        long size = 0;
        for (int i = 0; i < claim.path("chunks").asInt(); i++) {
            String route = "PUT /v1/projects/" + project + "/values/" + valueId + "/chunks/" + i;
            byte[] chunk = api.seen(route).get(0).body();
            chunks.add(chunk);
            digest = ChunkDigest.append(digest, chunk);
            size += chunk.length;
        }
        if (size != claim.path("size").asLong()
                || !digest.toString().equals(claim.path("digest").asText())) {
            throw new AssertionError("The claim does not fit the chunks: " + claim);
        }
        return open(project, secretId, valueId, chunks);
    }

    private byte[] open(String project, String secretId, String valueId, List<byte[]> chunks)
            throws GeneralSecurityException {
        HybridDecrypt opener = keys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        for (int i = 0; i < chunks.size(); i++) {
            SealingContext context = new SealingContext(project, secretId, valueId, i, chunks.size());
            opened.writeBytes(opener.decrypt(chunks.get(i), context.info()));
        }
        return opened.toByteArray();
    }
}
