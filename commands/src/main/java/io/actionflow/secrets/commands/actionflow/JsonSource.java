package io.actionflow.secrets.commands.actionflow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to a JSON tree, strictly: exactly one document, no key twice, no deeper and no longer than is sane. What Jackson
 * says of a fault may quote the document, so that only the kind of fault and its line and column go on.
 */
final class JsonSource {

    /** Far more than an editor writes; a tree takes many times the bytes of its document. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    /**
     * Room for as many bindings as a record may have, each in a node of its own. A document of braces alone would make a
     * tree that has no room in memory: whoever saves one must not end the process for all others.
     */
    static final long MAX_TOKENS = 2_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private JsonSource() {}

    static JsonNode read(byte[] json) throws MalformedActionflowException {
        if (json.length > MAX_BYTES) {
            throw MalformedActionflowException.notJson(
                    "this has " + json.length + " bytes, and the most are " + MAX_BYTES);
        }
        try (JsonParser parser = MAPPER.createParser(json)) {
            JsonNode tree = MAPPER.readTree(parser);
            if (tree == null) {
                throw MalformedActionflowException.notJson("this is empty");
            } else if (parser.nextToken() != null) {
                throw MalformedActionflowException.notJson("something follows it" + at(parser.currentTokenLocation()));
            }
            return tree;
        } catch (StreamConstraintsException e) {
            throw MalformedActionflowException.notJson(
                    "this has too many parts, is nested too deeply, or has a text that is too long");
        } catch (MismatchedInputException e) {
            throw MalformedActionflowException.notJson("an object has a key twice" + at(e.getLocation()));
        } catch (JsonProcessingException e) {
            throw MalformedActionflowException.notJson("this can't be read as JSON" + at(e.getLocation()));
        } catch (IOException e) {
            throw MalformedActionflowException.notJson("this is not text");
        }
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
