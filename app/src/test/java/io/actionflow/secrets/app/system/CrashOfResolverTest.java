package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.processor.CommandProcessorService;
import io.actionflow.secrets.commands.processor.ProcessorSettings;
import io.actionflow.secrets.projections.topology.ReadConfig;
import io.actionflow.secrets.projections.topology.ReadTopology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A resolver dies by {@code kill -9} at random moments while events flow, loses parts of its state directory, and shows
 * in the end what a replay shows. {@code -Dcrash.seed=N} plays the moments of a run again.
 */
class CrashOfResolverTest {

    private static final Logger LOG = LoggerFactory.getLogger(CrashOfResolverTest.class);
    private static final int PARTITIONS = 4;

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Long> recoveries = new ArrayList<>();
    private int kills;

    @TempDir
    Path directory;

    @Test
    void noTwoReadersDiffer() throws Exception {
        long begun = System.nanoTime();
        try (EmbeddedFixture broker = BrokerFixture.embedded(directory.resolve("broker"))) {
            broker.createTopics(PARTITIONS);
            ProcessHome home = ProcessHome.in(directory.resolve("home"), broker.bootstrapServers());
            try (CrashClients clients =
                    new CrashClients(broker.bootstrapServers(), home.keys(), PARTITIONS, random.nextLong())) {
                try (CommandProcessorService processor = processor(broker.bootstrapServers(), home.keys())) {
                    processor.awaitRunning(Duration.ofSeconds(60));
                    crash(home, clients);
                    CrashVerdict.bindAllThatIsLeft(broker.bootstrapServers(), home.keys(), clients);
                }
                CrashVerdict verdict = CrashVerdict.of(broker.bootstrapServers(), home.keys(), clients);
                report(verdict, begun);
                verdict.readersAgreeWithReplay(home.stateOf("resolver"), ReadConfig.DEFAULT_APPLICATION_ID);
                verdict.readersAgreeWithReplay(directory.resolve("fresh"), "fresh-reader");
            }
        }
    }

    private void crash(ProcessHome home, CrashClients clients) throws Exception {
        try (ProcessFixture resolver = home.resolver("resolver", Map.of())) {
            clients.start();
            for (int i = 0; i < 3; i++) {
                start(resolver);
                killUnderLoad(resolver, clients);
            }
            for (int i = 0; i < 5; i++) {
                // Wherever it has got to by then: most often it still starts.
                resolver.start();
                pause(3000);
                kill(resolver);
            }
            loseState(resolver, home.stateOf("resolver"), clients);
            clients.finish();
            kill(resolver);
        }
    }

    private void loseState(ProcessFixture resolver, Path state, CrashClients clients) throws Exception {
        deleteAll(state, named(ReadTopology.PROJECTION));
        start(resolver);
        killUnderLoad(resolver, clients);
        deleteAll(state, named(ReadTopology.LOG));
        start(resolver);
        killUnderLoad(resolver, clients);
        tear(state);
        assertThat(resolver.start().awaitExit(60)).isEqualTo(1);
        assertThat(resolver.said()).contains("secrets: STATE", "Delete the state directory");
        deleteAll(state, path -> path.getFileName().toString().startsWith(ReadConfig.DEFAULT_APPLICATION_ID));
        start(resolver);
    }

    private void start(ProcessFixture resolver) throws Exception {
        long begun = System.nanoTime();
        resolver.start().awaitReady();
        recoveries.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    private void killUnderLoad(ProcessFixture resolver, CrashClients clients) throws Exception {
        clients.awaitAnswers(20 + random.nextInt(60));
        pause(300);
        kill(resolver);
    }

    private void kill(ProcessFixture resolver) {
        assertThat(resolver.isAlive()).isTrue();
        resolver.kill();
        kills++;
    }

    /** Not a wait for anything: just some moment. */
    private void pause(int mostMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(mostMillis)));
    }

    private static void deleteAll(Path state, Predicate<Path> doomed) throws IOException {
        List<Path> found = under(state, doomed);
        assertThat(found).isNotEmpty();
        for (Path path : found) {
            for (Path file : under(path, it -> true)) {
                Files.delete(file);
            }
        }
    }

    private static Predicate<Path> named(String name) {
        return path -> path.getFileName().toString().equals(name);
    }

    /** Files lose their ends, as they may when the machine itself goes down. */
    private static void tear(Path state) throws IOException {
        List<Path> logs = under(state, it -> it.getFileName().toString().startsWith("MANIFEST"));
        assertThat(logs).isNotEmpty();
        for (Path log : logs) {
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                file.setLength(file.length() * 2 / 3);
            }
        }
    }

    /** Files before the directories that hold them. */
    private static List<Path> under(Path directory, Predicate<Path> filter) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(filter).sorted(Comparator.reverseOrder()).toList();
        }
    }

    private CommandProcessorService processor(String bootstrapServers, TestKeys keys) {
        Map<String, String> kafka = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "state.dir",
                directory.resolve("processor").toString());
        return CommandProcessorService.start(ProcessorSettings.of(kafka), keys.processing(), new SimpleMeterRegistry());
    }

    private void report(CrashVerdict verdict, long begun) {
        Collections.sort(recoveries);
        LOG.warn(
                "crash.seed={}: {} kills, {} events; ready {} ms after a start (median), at most {} ms; {} s in all",
                seed,
                kills,
                verdict.events(),
                recoveries.get(recoveries.size() / 2),
                recoveries.get(recoveries.size() - 1),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    }
}
