package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.nio.charset.StandardCharsets;

/** Record keys from their bytes: those of events by hand, for there are millions; all others as everywhere. */
final class LogKey {

    private static final byte[] EVENT = "/event/".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 19;
    private static final int TAIL = EVENT.length + DIGITS;
    private static final int MOST_CHARACTERS = 255;
    private static final boolean[] IN_IDS = inIds();

    private LogKey() {}

    /** Parses a key; throws {@link IllegalArgumentException} for what is none of this topic. */
    static RecordKey parse(byte[] key) {
        int projectEnd = key.length - TAIL;
        if (projectEnd > 0 && projectEnd <= MOST_CHARACTERS && isEventAt(key, projectEnd) && isId(key, projectEnd)) {
            long sequence = number(key, projectEnd + EVENT.length);
            if (sequence > 0) {
                return new EventKey(new String(key, 0, projectEnd, StandardCharsets.ISO_8859_1), sequence);
            }
        }
        return RecordKey.parse(new String(key, StandardCharsets.UTF_8));
    }

    /** The key as text, for people: also one that is no key. */
    static String text(byte[] key) {
        StringBuilder text = new StringBuilder();
        for (byte each : key) {
            boolean printable = each > ' ' && each < 0x7f && each != '\\';
            text.append(printable ? String.valueOf((char) each) : String.format("\\x%02x", each));
        }
        return text.toString();
    }

    private static boolean isEventAt(byte[] key, int at) {
        for (int i = 0; i < EVENT.length; i++) {
            if (key[at + i] != EVENT[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isId(byte[] key, int length) {
        for (int i = 0; i < length; i++) {
            if (key[i] < 0 || !IN_IDS[key[i]]) {
                return false;
            }
        }
        return true;
    }

    /** The number at the end, or -1 where it is none or too large; 0 is no number of an event either. */
    private static long number(byte[] key, int from) {
        long number = 0;
        for (int i = from; i < key.length; i++) {
            int digit = key[i] - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static boolean[] inIds() {
        boolean[] table = new boolean[128];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-"
                .chars()
                .forEach(c -> table[c] = true);
        return table;
    }
}
