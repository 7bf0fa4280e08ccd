package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.commands.decide.Rules;
import java.time.Duration;

/**
 * How candidates are compared.
 *
 * @param perHour how many questions about one secret one Owner may ask within an hour
 * @param answeredWithin how long a question waits for a resolver until its candidate is given up
 */
public record MatchSettings(int perHour, Duration answeredWithin) {

    public static final MatchSettings USUAL = new MatchSettings(Rules.MATCHES_PER_HOUR, Duration.ofMinutes(10));
}
