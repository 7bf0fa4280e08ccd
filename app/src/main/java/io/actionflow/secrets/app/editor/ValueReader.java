package io.actionflow.secrets.app.editor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a value in one of its four forms. Of one in plain nothing is left but what is zeroed when it is closed. */
final class ValueReader {

    private static final Set<String> FORMS = Set.of("text", "base64", "sealed", "uploaded");
    private static final Set<String> OF_SEALED = Set.of("valueId", "chunks", "hints");
    private static final Set<String> OF_UPLOADED = Set.of("valueId", "chunks", "size", "digest", "hints");
    private static final int MOST_CHUNKS = 16;
    private static final String PLACE = "/value";

    private @Nullable String valueId;
    private List<String> hints = List.of();

    private ValueReader() {}

    /** From the beginning of the object to its end. */
    static ValueInput read(JsonParser parser) throws IOException {
        JsonTexts.require(parser, JsonToken.START_OBJECT, PLACE, "an object");
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            throw oneForm();
        }
        String form = JsonTexts.known(parser, FORMS, PLACE);
        parser.nextToken();
        ValueInput value =
                switch (form) {
                    case "text" -> text(parser);
                    case "base64" -> base64(parser);
                    case "sealed" -> new ValueReader().sealed(parser);
                    default -> new ValueReader().uploaded(parser);
                };
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            value.close();
            throw oneForm();
        }
        return value;
    }

    private static RuntimeException oneForm() {
        return JsonTexts.wrong(PLACE, "given in exactly one of the ways text, base64, sealed and uploaded");
    }

    private static ValueInput text(JsonParser parser) throws IOException {
        SecretBytes bytes = JsonTexts.secret(parser, PLACE + "/text");
        return new ValueInput.Plain(PlainValue.ofStream(new ClosingStream(bytes), bytes.size()));
    }

    private static ValueInput base64(JsonParser parser) throws IOException {
        byte[] plain = decoded(parser, PLACE + "/base64");
        try {
            return new ValueInput.Plain(PlainValue.copyOf(plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] decoded(JsonParser parser, String place) throws IOException {
        try (SecretBytes encoded = JsonTexts.secret(parser, place)) {
            if (encoded.size() % 4 != 0) {
                throw JsonTexts.wrong(place, "base64 with its padding (RFC 4648, section 4)");
            }
            ByteBuffer plain = Base64.getDecoder().decode(encoded.view());
            byte[] exact = new byte[plain.remaining()];
            plain.get(exact);
            Arrays.fill(plain.array(), (byte) 0);
            return exact;
        } catch (IllegalArgumentException e) {
            // Without its cause: that one quotes a character.
            throw JsonTexts.wrong(place, "base64 (RFC 4648, section 4)");
        }
    }

    private ValueInput sealed(JsonParser parser) throws IOException {
        String place = PLACE + "/sealed";
        List<byte[]> chunks = new ArrayList<>();
        JsonTexts.require(parser, JsonToken.START_OBJECT, place, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = JsonTexts.known(parser, OF_SEALED, place);
            parser.nextToken();
            if (field.equals("chunks")) {
                chunks(parser, place + "/chunks", chunks);
            } else {
                shared(parser, field, place);
            }
        }
        if (chunks.isEmpty()) {
            throw JsonTexts.missing(place + "/chunks");
        }
        return new ValueInput.Sealed(valueId(place), List.copyOf(chunks), hints);
    }

    private static void chunks(JsonParser parser, String place, List<byte[]> chunks) throws IOException {
        JsonTexts.require(parser, JsonToken.START_ARRAY, place, "a list");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (chunks.size() == MOST_CHUNKS) {
                throw JsonTexts.wrong(
                        place, "a list of at most " + MOST_CHUNKS + " chunks: send those of longer values by putChunk");
            }
            chunks.add(decoded(parser, place + "/" + chunks.size()));
        }
    }

    private ValueInput uploaded(JsonParser parser) throws IOException {
        String place = PLACE + "/uploaded";
        int chunks = 0;
        long size = 0;
        Sha256 digest = null;
        JsonTexts.require(parser, JsonToken.START_OBJECT, place, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = JsonTexts.known(parser, OF_UPLOADED, place);
            parser.nextToken();
            switch (field) {
                case "chunks" -> chunks = (int) JsonTexts.whole(parser, place + "/chunks", 1, Limits.MAX_CHUNKS);
                case "size" -> size = JsonTexts.whole(parser, place + "/size", 1, Long.MAX_VALUE);
                case "digest" -> digest = digest(parser, place + "/digest");
                default -> shared(parser, field, place);
            }
        }
        if (chunks == 0) {
            throw JsonTexts.missing(place + "/chunks");
        } else if (size == 0) {
            throw JsonTexts.missing(place + "/size");
        } else if (digest == null) {
            throw JsonTexts.missing(place + "/digest");
        }
        return new ValueInput.Uploaded(new ValueRef(valueId(place), chunks, size, digest, hints));
    }

    private static Sha256 digest(JsonParser parser, String place) throws IOException {
        String text = JsonTexts.text(parser, place);
        if (!text.matches("[0-9a-f]{64}")) {
            throw JsonTexts.wrong(place, "64 hexadecimal digits, in small letters");
        }
        return Sha256.ofBytes(HexFormat.of().parseHex(text));
    }

    private void shared(JsonParser parser, String field, String place) throws IOException {
        if (field.equals("valueId")) {
            valueId = JsonTexts.text(parser, place + "/valueId");
            return;
        }
        JsonTexts.require(parser, JsonToken.START_ARRAY, place + "/hints", "a list");
        List<String> read = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (read.size() == MOST_CHUNKS) {
                throw JsonTexts.wrong(place + "/hints", "a list of at most " + MOST_CHUNKS);
            }
            read.add(JsonTexts.text(parser, place + "/hints/" + read.size()));
        }
        hints = List.copyOf(read);
    }

    private String valueId(String place) {
        if (valueId == null) {
            throw JsonTexts.missing(place + "/valueId");
        }
        return valueId;
    }
}
