package io.actionflow.secrets.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Writes JSON, in UTF-8: maps, lists, texts, numbers, records and what is made of them. Instants are written as texts. */
public final class Json {

    /** The media type of what is written here. */
    public static final String TYPE = "application/json";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Json() {}

    public static byte[] bytes(Object content) {
        try {
            return MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            // Without its cause: that one quotes the content.
            throw new IllegalArgumentException("There is no JSON for a " + content.getClass());
        }
    }

    /** An answer with a JSON body. */
    public static Response response(int status, Object content) {
        return response(status, Map.of(), content);
    }

    /** An answer with a JSON body and headers of its own. */
    public static Response response(int status, Map<String, String> headers, Object content) {
        return new Response(status, headers, TYPE, bytes(content));
    }

    /** An answer without a body. */
    public static Response empty(int status, Map<String, String> headers) {
        return new Response(status, headers, "", new byte[0]);
    }
}
