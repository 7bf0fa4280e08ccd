package io.actionflow.secrets.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndedRunsTest {

    private final EndedRuns ended = new EndedRuns();

    @Test
    void theOldestAreForgottenFirstAndNoneOfTheOthers() {
        int all = EndedRuns.MOST + 5_000;
        for (int i = 0; i < all; i++) {
            ended.add("run-" + i);
        }

        for (int i = 0; i < all; i++) {
            assertThat(ended.contains("run-" + i)).as("run-" + i).isEqualTo(i >= 5_000);
        }
    }
}
