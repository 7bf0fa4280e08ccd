package io.actionflow.secrets.app.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A number for every {@link Limit}. Immutable. */
public final class Limits {

    private final Map<Limit, Long> numbers;

    private Limits(Map<Limit, Long> numbers) {
        this.numbers = numbers;
    }

    public static Limits standard() {
        Map<Limit, Long> numbers = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            numbers.put(limit, limit.standard());
        }
        return new Limits(numbers);
    }

    /** The same with another number for one of them. */
    public Limits with(Limit limit, long number) {
        if (number <= 0) {
            throw new IllegalArgumentException(limit + " must be above zero, but is " + number);
        }
        Map<Limit, Long> changed = new EnumMap<>(numbers);
        changed.put(limit, number);
        return new Limits(changed);
    }

    public long of(Limit limit) {
        return Objects.requireNonNull(numbers.get(limit));
    }

    /** As {@link #of}, at most the largest int. */
    int intOf(Limit limit) {
        return (int) Math.min(of(limit), Integer.MAX_VALUE);
    }
}
