package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.cli.CommandFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Moments as people write them. */
final class Moments {

    /** For help texts. */
    static final String FORMS =
            "2026-05-01T10:00:00Z, 2026-05-01T10:00 or 2026-05-01 in this machine's time zone, or PT24H for 24 hours ago";

    private Moments() {}

    static Instant parse(String option, String text, ZoneId zone, Instant now) {
        List<Function<String, Instant>> forms = List.of(
                it -> OffsetDateTime.parse(it).toInstant(),
                it -> LocalDateTime.parse(it).atZone(zone).toInstant(),
                it -> LocalDate.parse(it).atStartOfDay(zone).toInstant(),
                it -> now.minus(Duration.parse(it)),
                it -> now(it, now));
        return forms.stream()
                .flatMap(form -> attempt(form, text).stream())
                .findFirst()
                .orElseThrow(() -> wrong(option, text));
    }

    private static Instant now(String text, Instant now) {
        if (!text.equalsIgnoreCase("now")) {
            throw new DateTimeException("Another moment is meant");
        }
        return now;
    }

    private static Optional<Instant> attempt(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException | ArithmeticException e) {
            // Another form may fit.
            return Optional.empty();
        }
    }

    private static CommandFailure wrong(String option, String text) {
        String shown = Stream.of(text).filter(it -> it.length() < 50).findAny().orElse("what was given");
        return AuditOptions.wrong("'" + shown + "' is no time that " + option + " understands", "Write " + FORMS);
    }
}
