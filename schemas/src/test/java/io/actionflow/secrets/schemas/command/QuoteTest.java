package io.actionflow.secrets.schemas.command;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class QuoteTest {

    @Test
    void aShortTextStandsWholeInQuotes() {
        assertThat(Quote.of("")).isEqualTo("''");
        assertThat(Quote.of("api key \u05d0 \ud83d\udd11")).isEqualTo("'api key \u05d0 \ud83d\udd11'");
        assertThat(Quote.of("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(Quote.of("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "…'");
        assertThat(Quote.of("\ud83d\udd11".repeat(81))).isEqualTo("'" + "\ud83d\udd11".repeat(80) + "…'");
    }

    @Test
    void whatWouldDisturbALineIsReplaced() {
        assertThat(Quote.of("a\nb\rc\0d\u001be\u2028f\u202eg\ud800h")).isEqualTo("'a?b?c?d?e?f?g?h'");
    }

    @Property(tries = 300)
    void aQuoteIsOnOneShortLine(@ForAll String text) {
        assertThat(Quote.of(text).chars()).hasSizeLessThanOrEqualTo(163).noneMatch(Character::isISOControl);
    }
}
