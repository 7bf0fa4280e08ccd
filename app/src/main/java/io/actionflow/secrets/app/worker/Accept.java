package io.actionflow.secrets.app.worker;

import java.util.Locale;
import java.util.Optional;

/** In which form a caller wants a value. */
enum Accept {
    /** As it is. */
    BYTES,
    JSON;

    /** The one of the two that an Accept header names first; JSON where it names none, because that always fits. */
    static Accept of(Optional<String> header) {
        for (String range : header.orElse("").split(",", -1)) {
            String type = range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (type.equals("application/octet-stream")) {
                return BYTES;
            }
            if (type.equals("application/json")) {
                return JSON;
            }
        }
        return JSON;
    }
}
