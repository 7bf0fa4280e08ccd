package io.actionflow.secrets.app.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an input of a node got: a value, or the reason why not. It owns the bytes of the value: {@code close} zeroes them,
 * {@code toString} tells nothing of them.
 */
public final class ResolvedInput implements AutoCloseable {

    private final String input;
    private final byte @Nullable [] value;
    private final String errorCode;
    private final String errorDetail;

    private ResolvedInput(String input, byte @Nullable [] value, String errorCode, String errorDetail) {
        this.input = input;
        this.value = value;
        this.errorCode = errorCode;
        this.errorDetail = errorDetail;
    }

    public String input() {
        return input;
    }

    /** The bytes themselves, until this is closed; empty where there is an error. */
    public Optional<byte[]> value() {
        return Optional.ofNullable(value);
    }

    /** Stable, in capitals; empty text where there is a value. */
    public String errorCode() {
        return errorCode;
    }

    /** A sentence for people; empty where there is a value. */
    public String errorDetail() {
        return errorDetail;
    }

    @Override
    public void close() {
        if (value != null) {
            Arrays.fill(value, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "ResolvedInput[" + input + "]";
    }

    /** Token by token, so that no value ever is a {@code String}, which could not be zeroed. */
    static List<ResolvedInput> read(byte[] document) {
        List<ResolvedInput> inputs = new ArrayList<>();
        try (JsonParser parser = Json.MAPPER.createParser(document)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isValues = parser.currentName().equals("values");
                expect(parser.nextToken() == JsonToken.START_ARRAY || !isValues);
                while (isValues && parser.nextToken() == JsonToken.START_OBJECT) {
                    inputs.add(readOne(parser));
                }
                parser.skipChildren();
            }
            return inputs;
        } catch (IOException e) {
            // Not the parser's own words: they may quote what they stumbled over.
            throw ApiException.unexpected(200, "values in a form that can't be read");
        }
    }

    private static ResolvedInput readOne(JsonParser parser) throws IOException {
        String input = "";
        byte[] value = null;
        String code = "";
        String detail = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "input" -> input = parser.getText();
                case "value" -> value = parser.getBinaryValue();
                case "error" -> {
                    JsonNode error = Json.MAPPER.readTree(parser);
                    code = error.path("code").asText(ApiException.UNEXPECTED_ANSWER);
                    detail = error.path("detail").asText();
                }
                default -> parser.skipChildren();
            }
        }
        expect(!input.isEmpty() && (value == null) != code.isEmpty());
        return new ResolvedInput(input, value, code, detail);
    }

    private static void expect(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("Expected another form");
        }
    }
}
