package io.actionflow.secrets.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.chaos.Chaos;
import io.actionflow.secrets.app.chaos.Victim;
import io.actionflow.secrets.app.client.AccessToken;
import io.actionflow.secrets.app.client.ApiSettings;
import io.actionflow.secrets.app.system.ProcessFixture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each of six processes ends once under load, in good order or without a chance to say goodbye, and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollingRestartTest {

    private static final int PROJECTS = 2;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StringWriter said = new StringWriter();
    private LocalPlace place;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        place = LocalPlace.open(directory);
    }

    @AfterAll
    void close() {
        place.close();
    }

    @Test
    void aRollingRestartFailsNoRequestOfWhoTriesTheOtherInstanceOnce() throws Exception {
        // Editors, too, ask each instance once: a command that got no outcome so would end the test.
        Chaos chaos = chaos(1);
        assertThat(chaos.run(PROJECTS, kinds(Leaving::new), 6, PAUSE))
                .as(said.toString())
                .isTrue();
        assertThat(chaos.failures()).as(said.toString()).isEmpty();
    }

    @Test
    void theLossOfAnyProcessLosesDoublesAndFalsifiesNothing() throws Exception {
        Chaos chaos = chaos(8);
        assertThat(chaos.run(PROJECTS, kinds(Killed::new), 6, PAUSE))
                .as(said.toString())
                .isTrue();
        assertThat(chaos.failures()).as(said.toString()).isEmpty();
    }

    private Chaos chaos(int rounds) throws Exception {
        String person = place.editorToken("chaos", Duration.ofHours(1));
        String worker = place.workerToken(Set.of("*"));
        return new Chaos(
                settings(place.editors(), person, rounds),
                settings(place.resolvers(), worker, 1),
                new PrintWriter(said, true));
    }

    private static ApiSettings settings(List<URI> servers, String token, int rounds) {
        return new ApiSettings(servers, Optional.of(AccessToken.of(token)), Optional.empty(), PATIENCE, rounds);
    }

    private interface Kind {
        Victim of(ProcessFixture process);
    }

    /** Two processors, two resolvers, two editor APIs. */
    private List<List<Victim>> kinds(Kind kind) {
        List<Victim> all = place.processes().stream().map(kind::of).toList();
        return List.of(
                List.of(all.get(0), all.get(3)), List.of(all.get(1), all.get(4)), List.of(all.get(2), all.get(5)));
    }

    private record Killed(ProcessFixture process) implements Victim {

        @Override
        public String name() {
            return process.name();
        }

        @Override
        public void kill() {
            process.kill();
        }

        @Override
        public void start() throws IOException {
            process.start();
        }

        @Override
        public boolean isHealthy() throws IOException {
            return process.isReady();
        }
    }

    /** Ends by SIGTERM, as an orchestrator ends a process. */
    private record Leaving(ProcessFixture process) implements Victim {

        @Override
        public String name() {
            return process.name();
        }

        @Override
        public void kill() throws IOException {
            try {
                process.terminate().awaitExit(PATIENCE.toSeconds());
            } catch (Exception e) {
                throw new IOException(e);
            }
        }

        @Override
        public void start() throws IOException {
            process.start();
        }

        @Override
        public boolean isHealthy() throws IOException {
            return process.isReady();
        }
    }
}
