package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Json;
import io.actionflow.secrets.app.http.Route;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The public key, for callers that seal values themselves. */
final class ValueKeyRoute {

    private static final String ALGORITHM = "HPKE-X25519-HKDF-SHA256-AES-256-GCM";

    private ValueKeyRoute() {}

    static List<Route> routes(Supplier<ValueSealer> sealer) {
        return List.of(EditorApi.route(
                "GET",
                "/v1/value-key",
                "getValueKey",
                0,
                request -> CompletableFuture.completedFuture(
                        Json.response(200, body(sealer.get().key())))));
    }

    private static Map<String, Object> body(PublicValueKey key) {
        return new JsonObject()
                .with("algorithm", ALGORITHM)
                .with("keyId", Integer.toUnsignedLong(key.keyId()))
                .with("prefix", base64(key.prefix()))
                .with("publicKey", base64(key.x25519()))
                .with("chunkBytes", Limits.CHUNK_BYTES)
                .members();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
