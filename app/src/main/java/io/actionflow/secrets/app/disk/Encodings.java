package io.actionflow.secrets.app.disk;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The usual forms in which bytes show up in files: as they are, as UTF-16, base64 and base64url in all three
 * alignments, hexadecimal, percent-encoded, and with JSON escapes.
 */
final class Encodings {

    private Encodings() {}

    /** One form of what is looked for. */
    record Form(String encoding, byte[] bytes) {}

    /** All forms of the bytes, which are taken for UTF-8 where a form is one of text; equal forms once. */
    static List<Form> of(byte[] plain) {
        List<Form> forms = new ArrayList<>();
        add(forms, "plain", plain);
        String text = new String(plain, StandardCharsets.UTF_8);
        if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), plain)) {
            add(forms, "UTF-16LE", bytes(text, StandardCharsets.UTF_16LE));
            add(forms, "UTF-16BE", bytes(text, StandardCharsets.UTF_16BE));
            add(forms, "URL", ascii(URLEncoder.encode(text, StandardCharsets.UTF_8)));
            add(forms, "JSON", bytes(json(text), StandardCharsets.UTF_8));
            add(forms, "JSON, ASCII", ascii(asciiJson(text)));
        }
        String hex = HexFormat.of().formatHex(plain);
        add(forms, "hex", ascii(hex));
        add(forms, "HEX", ascii(hex.toUpperCase(Locale.ROOT)));
        for (int alignment = 0; alignment < 3; alignment++) {
            add(forms, "base64+" + alignment, base64(Base64.getEncoder(), plain, alignment));
            add(forms, "base64url+" + alignment, base64(Base64.getUrlEncoder(), plain, alignment));
        }
        return forms;
    }

    private static void add(List<Form> forms, String encoding, byte[] bytes) {
        boolean isKnown = forms.stream().anyMatch(form -> Arrays.equals(form.bytes(), bytes));
        if (bytes.length > 0 && !isKnown) {
            forms.add(new Form(encoding, bytes));
        }
    }

    /** The characters that depend on these bytes alone, where {@code alignment} other bytes stand before them. */
    private static byte[] base64(Base64.Encoder encoder, byte[] plain, int alignment) {
        byte[] shifted = new byte[alignment + plain.length];
        System.arraycopy(plain, 0, shifted, alignment, plain.length);
        byte[] encoded = encoder.withoutPadding().encode(shifted);
        int first = (alignment * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return first >= end ? new byte[0] : Arrays.copyOfRange(encoded, first, end);
    }

    private static String json(String text) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(c -> json.append(escaped((char) c)));
        return json.toString();
    }

    private static String asciiJson(String text) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(c -> json.append(c < 0x7f ? escaped((char) c) : String.format("\\u%04x", c)));
        return json.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
        };
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
