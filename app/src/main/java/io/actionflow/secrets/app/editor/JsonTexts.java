package io.actionflow.secrets.app.editor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.ProblemException;
import io.actionflow.secrets.app.text.NearestWord;
import java.io.IOException;
import java.util.Set;

/** Reads single tokens with their types. What is not as it must be is {@code MALFORMED}, named by its JSON pointer. */
final class JsonTexts {

    private JsonTexts() {}

    /** The name of a field; refused where none of this name is known, with the name that was perhaps meant. */
    static String known(JsonParser parser, Set<String> known, String place) throws IOException {
        String name = parser.currentName();
        if (known.contains(name)) {
            return name;
        }
        // A long name may be a value that somebody has put in the wrong place.
        boolean isWord = name.matches("[A-Za-z0-9_-]{1,40}");
        String at = isWord ? place + "/" + name : place;
        String which = isWord ? "The field " + at + " is not known" : "A field is not known";
        throw Problem.malformed(at, which + "; did you mean " + NearestWord.to(name, known) + "?")
                .asException();
    }

    static String text(JsonParser parser, String place) throws IOException {
        require(parser, JsonToken.VALUE_STRING, place, "text");
        return parser.getText();
    }

    /** A text of which no String is made; the caller closes it. */
    static SecretBytes secret(JsonParser parser, String place) throws IOException {
        require(parser, JsonToken.VALUE_STRING, place, "text");
        SecretBytes bytes = new SecretBytes();
        boolean done = false;
        try {
            parser.getText(bytes);
            bytes.end();
            done = true;
            return bytes;
        } finally {
            if (!done) {
                bytes.close();
            }
        }
    }

    static long whole(JsonParser parser, String place, long least, long most) throws IOException {
        require(parser, JsonToken.VALUE_NUMBER_INT, place, "a whole number");
        boolean isLong = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!isLong || parser.getLongValue() < least || parser.getLongValue() > most) {
            throw wrong(place, "a number from " + least + " to " + most);
        }
        return parser.getLongValue();
    }

    static void require(JsonParser parser, JsonToken token, String place, String kind) {
        if (parser.currentToken() != token) {
            throw wrong(place, kind);
        }
    }

    static ProblemException wrong(String place, String kind) {
        return Problem.malformed(place, "The field " + place + " must be " + kind)
                .asException();
    }

    static ProblemException missing(String place) {
        return Problem.malformed(place, "The field " + place + " is missing").asException();
    }
}
