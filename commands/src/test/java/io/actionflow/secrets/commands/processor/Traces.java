package io.actionflow.secrets.commands.processor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The forms in which a text could be found again among bytes. */
final class Traces {

    private Traces() {}

    /** Whether the text stands in the bytes: as UTF-8, UTF-16, hexadecimal or base64. */
    static boolean contain(byte[] bytes, String text) {
        return forms(text).stream().anyMatch(form -> indexOf(bytes, form) >= 0);
    }

    static List<byte[]> forms(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        List<byte[]> forms = new ArrayList<>(List.of(
                utf8,
                text.getBytes(StandardCharsets.UTF_16LE),
                text.getBytes(StandardCharsets.UTF_16BE),
                ascii(HexFormat.of().formatHex(utf8)),
                ascii(HexFormat.of().withUpperCase().formatHex(utf8))));
        // A text may begin at any of three places of a base64 group: what surely stays of it are the whole groups.
        for (int offset = 0; offset < 3; offset++) {
            byte[] whole = Arrays.copyOfRange(utf8, offset, offset + (utf8.length - offset) / 3 * 3);
            forms.add(Base64.getEncoder().encode(whole));
            forms.add(Base64.getUrlEncoder().encode(whole));
        }
        return forms;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int indexOf(byte[] bytes, byte[] form) {
        for (int at = 0; at + form.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + form.length, form, 0, form.length)) {
                return at;
            }
        }
        return -1;
    }
}
