package io.actionflow.secrets.app.editor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.ProblemException;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.schemas.record.Compared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request that adds or edits a secret, token by token: a tree of it would hold the value as a text that
 * nobody can zero. It takes what the other bodies' reader takes, and nothing else: UTF-8, one object, each name once and
 * known. What it says of a mistake never quotes the body.
 */
final class SecretBodyReader {

    /** What a body that adds a secret may have. */
    static final Set<String> OF_NEW = Set.of("secretId", "name", "description", "value");

    /** What a body that edits one may have. */
    static final Set<String> OF_EDIT = Set.of("name", "description", "value");

    /** What a body that asks about one may have. */
    static final Set<String> OF_MATCH = Set.of("value", "compared");

    private static final int WINDOW = 8 * 1024;

    /** A buffer that doubles, a decoded value and its copy, or a text and its characters: so many at a time. */
    private static final long COPIES = 4;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Set<String> known;
    private @Nullable String secretId;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable ValueInput value;
    private @Nullable Compared compared;

    private SecretBodyReader(Set<String> known) {
        this.known = known;
    }

    static SecretBody read(Request request, Set<String> known) {
        if (request.contentType()
                .filter(type -> !type.equals("application/json"))
                .isPresent()) {
            throw Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json")
                    .asException();
        }
        byte[] body = request.body();
        request.needs(COPIES * body.length);
        requireUtf8(body);
        return new SecretBodyReader(known).read(body);
    }

    private SecretBody read(byte[] body) {
        boolean done = false;
        try (JsonParser parser = JSON.createParser(body)) {
            object(parser);
            done = true;
            return new SecretBody(
                    Optional.ofNullable(secretId),
                    Optional.ofNullable(name),
                    Optional.ofNullable(description),
                    Optional.ofNullable(value),
                    Optional.ofNullable(compared));
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (CharacterCodingException e) {
            throw malformed("", "A text is not Unicode: it has half of a surrogate pair");
        } catch (IOException e) {
            throw malformed("", "The body can't be read");
        } finally {
            if (!done && value != null) {
                value.close();
            }
        }
    }

    private void object(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("", "The body must be a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = JsonTexts.known(parser, known, "");
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                field(parser, field);
            }
        }
        if (parser.nextToken() != null) {
            throw malformed("", "Something follows the JSON object");
        }
    }

    private void field(JsonParser parser, String field) throws IOException {
        switch (field) {
            case "secretId" -> secretId = JsonTexts.text(parser, "/secretId");
            case "name" -> name = JsonTexts.text(parser, "/name");
            case "description" -> description = JsonTexts.text(parser, "/description");
            case "compared" -> compared = compared(JsonTexts.text(parser, "/compared"));
            default -> value = ValueReader.read(parser);
        }
    }

    private static Compared compared(String name) {
        return Stream.of(Compared.values())
                .filter(it -> it.name().equals(name))
                .findAny()
                .orElseThrow(() -> JsonTexts.wrong("/compared", "DRAFT or ACTIVE"));
    }

    /** The parser would guess among five encodings, and lets broken ones pass. Holds a little of the body, and zeroes it. */
    private static void requireUtf8(byte[] body) {
        if (body.length == 0) {
            throw malformed("", "The body is missing: a JSON object is expected");
        }
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer window = CharBuffer.allocate(WINDOW);
        try {
            CoderResult result;
            do {
                window.clear();
                result = utf8.decode(bytes, window, true);
            } while (result.isOverflow());
            if (result.isError() || hasNul(body)) {
                throw malformed("", "The body is not JSON in UTF-8");
            }
        } finally {
            Arrays.fill(window.array(), '\0');
        }
    }

    private static boolean hasNul(byte[] body) {
        for (int i = 0; i < Math.min(4, body.length); i++) {
            if (body[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static ProblemException notJson(JsonProcessingException mistake) {
        boolean twice = String.valueOf(mistake.getOriginalMessage()).startsWith("Duplicate");
        int line = mistake.getLocation() == null ? 0 : mistake.getLocation().getLineNr();
        int column = mistake.getLocation() == null ? 0 : mistake.getLocation().getColumnNr();
        String what = twice ? "A name stands twice in an object" : "The body is not JSON, or nested too deep";
        return malformed("", what + ", at line " + line + ", column " + column);
    }

    private static ProblemException malformed(String field, String detail) {
        return Problem.malformed(field, detail).asException();
    }
}
