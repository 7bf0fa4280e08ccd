package io.actionflow.secrets.app.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several brokers, of which some know less than others. */
class VisibleTest {

    private final Deque<List<String>> answers = new ArrayDeque<>();

    private List<String> settled() {
        return Visible.settled(answers::remove, "missing"::equals);
    }

    @Test
    void aBrokerThatHasNotHeardOfItYetIsAskedAgain() {
        answers.addAll(List.of(List.of("missing"), List.of("missing", "too many"), List.of("too many")));

        assertThat(settled()).containsExactly("too many");
        assertThat(answers).isEmpty();
    }

    @Test
    void whatDoesNotPassIsNotWaitedFor() {
        answers.addAll(List.of(List.of("too many"), List.of()));

        assertThat(settled()).containsExactly("too many");
        assertThat(answers).hasSize(1);
    }
}
