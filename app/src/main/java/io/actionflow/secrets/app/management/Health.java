package io.actionflow.secrets.app.management;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a process says of its parts. Each part answers with what is wrong with it, or with nothing. Immutable; the parts are
 * asked by several threads.
 */
public final class Health {

    private final Map<String, Supplier<Optional<String>>> living;
    private final Map<String, Supplier<Optional<String>>> ready;

    private Health(Map<String, Supplier<Optional<String>>> living, Map<String, Supplier<Optional<String>>> ready) {
        this.living = living;
        this.ready = ready;
    }

    /** Of a process without parts: it lives, and is ready. */
    public static Health ofNothing() {
        return new Health(Map.of(), Map.of());
    }

    /** With a part that only a restart can mend, if anything is wrong with it. What does not live is not ready either. */
    public Health living(String part, Supplier<Optional<String>> wrong) {
        return new Health(with(living, part, wrong), ready);
    }

    /** With a part that should not be asked for its service now, if anything is wrong with it. */
    public Health ready(String part, Supplier<Optional<String>> wrong) {
        return new Health(living, with(ready, part, wrong));
    }

    /** What keeps the process from living, by part. */
    public Map<String, String> dead() {
        return wrong(living);
    }

    /** What keeps the process from being of use now, by part. */
    public Map<String, String> unready() {
        Map<String, String> all = wrong(living);
        all.putAll(wrong(ready));
        return all;
    }

    private static Map<String, String> wrong(Map<String, Supplier<Optional<String>>> parts) {
        Map<String, String> wrong = new LinkedHashMap<>();
        parts.forEach((part, supplier) -> ask(supplier).ifPresent(reason -> wrong.put(part, reason)));
        return wrong;
    }

    private static Optional<String> ask(Supplier<Optional<String>> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            // Not its message: this answer is open to anybody who can reach the port.
            return Optional.of("can't say: " + e.getClass().getSimpleName());
        }
    }

    private static Map<String, Supplier<Optional<String>>> with(
            Map<String, Supplier<Optional<String>>> parts, String part, Supplier<Optional<String>> wrong) {
        Map<String, Supplier<Optional<String>>> more = new LinkedHashMap<>(parts);
        more.put(part, wrong);
        return more;
    }
}
