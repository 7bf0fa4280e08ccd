package io.actionflow.secrets.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A demo that can't fail shows nothing. */
class NarrationTest {

    private final StringWriter told = new StringWriter();
    private final Narration narration = new Narration(new PrintWriter(told));

    @Test
    void oneCheckThatDoesNotHoldMakesTheWholeStoryFail() {
        narration.expect("the sky is blue", "blue", "blue");
        narration.expect("the moon is cheese", "cheese", "stone");
        narration.expect("the sea is wet", "wet", "wet");

        assertThat(narration.end(Duration.ofSeconds(1))).isFalse();
        assertThat(told.toString())
                .contains("✓ the sky is blue")
                .contains("✗ the moon is cheese")
                .contains("expected cheese, found stone")
                .contains("1 of 3 checks did not hold");
    }

    @Test
    void aStoryHoldsWhenAllOfItsChecksDo() {
        narration.expect("the sky is blue", "blue", "blue");
        narration.done("something was started", Duration.ofMillis(1500));

        assertThat(narration.end(Duration.ofSeconds(2))).isTrue();
        assertThat(told.toString()).contains("All 2 checks held, in 2.0 s.");
    }

    @Test
    void longExplanationsAreWrapped() {
        narration.say("word ".repeat(100));
        assertThat(told.toString().lines()).hasSizeGreaterThan(5).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(80));
    }
}
