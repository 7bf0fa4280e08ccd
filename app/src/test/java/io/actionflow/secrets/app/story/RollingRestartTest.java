package io.actionflow.secrets.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.chaos.Chaos;
import io.actionflow.secrets.app.chaos.Verdict;
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
    private final PrintWriter out = new PrintWriter(said, true);
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
        Verdict verdict = chaos().restart(PROJECTS, kinds());
        verdict.print(out);
        assertThat(verdict.isSound()).as(said.toString()).isTrue();
        assertThat(verdict.isSeamless()).as(said.toString()).isTrue();
    }

    @Test
    void theLossOfAnyProcessLosesDoublesAndFalsifiesNothing() throws Exception {
        Verdict verdict = chaos().kill(PROJECTS, kinds(), 6, PAUSE);
        verdict.print(out);
        assertThat(verdict.isSound()).as(said.toString()).isTrue();
        assertThat(verdict.isSeamlessForWorkers()).as(said.toString()).isTrue();
    }

    private Chaos chaos() throws Exception {
        String person = place.editorToken("chaos", Duration.ofHours(1));
        String worker = place.workerToken(Set.of("*"));
        return new Chaos(settings(place.editors(), person), settings(place.resolvers(), worker), out);
    }

    /** Each instance is asked once. */
    private static ApiSettings settings(List<URI> servers, String token) {
        return new ApiSettings(servers, Optional.of(AccessToken.of(token)), Optional.empty(), PATIENCE, 1);
    }

    /** Two processors, two resolvers, two editor APIs. */
    private List<List<Victim>> kinds() {
        List<Victim> all =
                place.processes().stream().<Victim>map(ProcessVictim::new).toList();
        return List.of(
                List.of(all.get(0), all.get(3)), List.of(all.get(1), all.get(4)), List.of(all.get(2), all.get(5)));
    }

    private record ProcessVictim(ProcessFixture process) implements Victim {

        @Override
        public String name() {
            return process.name();
        }

        @Override
        public void kill() {
            process.kill();
        }

        @Override
        public void stop() throws IOException {
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
