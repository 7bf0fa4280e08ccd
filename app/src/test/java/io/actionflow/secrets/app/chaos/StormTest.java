package io.actionflow.secrets.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StormTest {

    private final List<String> happened = new ArrayList<>();
    private final Absent absent = new Absent();
    private final List<List<Victim>> kinds =
            List.of(List.of(new Fake("broker-1"), new Fake("broker-2")), List.of(new Fake("resolver-1")));
    private final Storm storm = new Storm(kinds, absent, new PrintWriter(new StringWriter()));

    /** Healthy when it runs. */
    private final class Fake implements Victim {

        private final String name;
        private boolean isRunning = true;

        private Fake(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void kill() {
            isRunning = false;
            happened.add("kill " + name + ", down: " + absent.inWords());
        }

        @Override
        public void stop() {
            isRunning = false;
            happened.add("stop " + name + ", down: " + absent.inWords());
        }

        @Override
        public void start() {
            isRunning = true;
            happened.add("start " + name);
        }

        @Override
        public boolean isHealthy() {
            return isRunning;
        }
    }

    @Test
    void oneOfEachKindIsKilledInTurnAndStartedAgain() throws Exception {
        storm.rage(4, Duration.ZERO);

        assertThat(happened)
                .containsExactly(
                        "kill broker-1, down: broker-1",
                        "start broker-1",
                        "kill resolver-1, down: resolver-1",
                        "start resolver-1",
                        "kill broker-2, down: broker-2",
                        "start broker-2",
                        "kill resolver-1, down: resolver-1",
                        "start resolver-1");
        assertThat(absent.inWords()).isEqualTo("nobody");
    }

    @Test
    void aRollingRestartStopsEveryoneOnceAndNeverTwoAtATime() throws Exception {
        storm.roll();

        assertThat(happened)
                .containsExactly(
                        "stop broker-1, down: broker-1",
                        "start broker-1",
                        "stop broker-2, down: broker-2",
                        "start broker-2",
                        "stop resolver-1, down: resolver-1",
                        "start resolver-1");
    }
}
