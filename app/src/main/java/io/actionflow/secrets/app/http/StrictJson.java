package io.actionflow.secrets.app.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads a JSON object, and takes nothing else: UTF-8 alone, each key once, nothing after it, no lone surrogate, at most 100
 * levels and 10,000 tokens. What it says of a mistake names the place, never the text there: Jackson's own messages quote it.
 */
final class StrictJson {

    private static final int DEEPEST = 100;
    // More than any route takes: the limit of bodies is the one that counts.
    private static final int LONGEST_TEXT = 256 << 20;
    private static final int LONGEST_POINTER = 200;
    // Far more than any body of ours has. A tree takes thirty times the bytes of its text where that is all braces.
    private static final long MOST_TOKENS = 10_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .build();
    private static final ObjectReader READER =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StrictJson() {}

    static JsonNode object(byte[] body) {
        if (body.length == 0) {
            throw malformed("", "The body is missing: a JSON object is expected");
        }
        // A parser of bytes would guess among five encodings, and lets broken ones pass.
        Reader text = new InputStreamReader(
                new ByteArrayInputStream(body),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonParser parser = MAPPER.createParser(text)) {
            return whole(parser);
        } catch (IOException e) {
            throw malformed("", "The body can't be read");
        }
    }

    private static JsonNode whole(JsonParser parser) {
        try {
            JsonNode node = READER.readTree(parser);
            if (node == null || !node.isObject()) {
                throw malformed("", "The body must be a JSON object");
            }
            if (hasMore(parser)) {
                throw malformed("", "Something follows the JSON object");
            }
            Surrogates.refuse(node);
            return node;
        } catch (CharacterCodingException e) {
            throw malformed(pointer(parser), "The body is not UTF-8");
        } catch (StreamConstraintsException e) {
            throw malformed(
                    pointer(parser),
                    "The body has too many parts, is nested too deep, or has a name or number too long");
        } catch (JsonProcessingException e) {
            throw malformed(pointer(parser), sentence(e));
        } catch (IOException e) {
            throw malformed(pointer(parser), "The body can't be read");
        }
    }

    private static boolean hasMore(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            // Something that is not even JSON.
            return true;
        }
    }

    private static String sentence(JsonProcessingException mistake) {
        boolean twice = String.valueOf(mistake.getOriginalMessage()).startsWith("Duplicate");
        int line = mistake.getLocation() == null ? 0 : mistake.getLocation().getLineNr();
        int column = mistake.getLocation() == null ? 0 : mistake.getLocation().getColumnNr();
        return (twice ? "A name stands twice in an object" : "The body is not JSON") + ", at line " + line + ", column "
                + column;
    }

    private static String pointer(JsonParser parser) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return pointer.length() <= LONGEST_POINTER ? pointer : "";
    }

    private static ProblemException malformed(String pointer, String sentence) {
        return Problem.malformed(pointer, sentence).asException();
    }
}
