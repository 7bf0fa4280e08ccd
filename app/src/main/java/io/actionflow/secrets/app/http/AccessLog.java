package io.actionflow.secrets.app.http;

import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each request: never a query, a header or a body. */
final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.actionflow.secrets.access");
    private static final int LONGEST = 200;

    private AccessLog() {}

    /**
     * @param template the route's, "-" where there is none
     * @param subject who asked, "-" where nobody knows
     * @param notes ids of what was asked for, by what they are ids of
     */
    static void write(
            String requestId,
            String method,
            String template,
            int status,
            Duration took,
            String subject,
            Map<String, String> notes) {
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("requestId", requestId)
                .addKeyValue("method", printable(method))
                .addKeyValue("route", template)
                .addKeyValue("status", status)
                .addKeyValue("ms", took.toMillis())
                .addKeyValue("subject", printable(subject));
        notes.forEach((key, note) -> line.addKeyValue(key, printable(note)));
        line.log("answered");
    }

    /** One line of bounded length, whatever somebody is called. */
    static String printable(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
