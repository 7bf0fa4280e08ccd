package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processors die by {@code kill -9} at random moments while clients work; what clients were told must be what happened.
 * The moments follow from a seed: {@code -Dcrash.seed=N} plays one again, as far as two processes can be played again.
 */
class CrashOfProcessorTest {

    private static final Logger LOG = LoggerFactory.getLogger(CrashOfProcessorTest.class);
    private static final int PARTITIONS = 4;

    // Until then the transaction of one that does not come back holds up who takes over; only a huge Sync needs longer.
    private static final Map<String, String> SMALL_SYNCS = Map.of("producer.transaction.timeout.ms", "10000");

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Long> recoveries = new ArrayList<>();
    private int kills;

    @TempDir
    Path directory;

    @Test
    void noAcceptedCommandIsLostAndNoneIsAppliedTwice() throws Exception {
        long begun = System.nanoTime();
        try (EmbeddedFixture broker = BrokerFixture.embedded(directory.resolve("broker"))) {
            broker.createTopics(PARTITIONS);
            ProcessHome home = ProcessHome.in(directory.resolve("home"), broker.bootstrapServers());
            try (CrashClients clients =
                    new CrashClients(broker.bootstrapServers(), home.keys(), PARTITIONS, random.nextLong())) {
                crash(broker.bootstrapServers(), home, clients);
                CrashVerdict verdict = CrashVerdict.of(broker.bootstrapServers(), home.keys(), clients);
                report(clients, verdict, begun);
                verdict.everyClientWasToldTheTruth();
                verdict.noUnclaimedValueIsLeft();
                verdict.readersAgreeWithReplay(directory.resolve("reader"), "fresh-reader");
            }
        }
    }

    private void crash(String bootstrapServers, ProcessHome home, CrashClients clients) throws Exception {
        try (ProcessFixture first = home.processor("first", SMALL_SYNCS);
                ProcessFixture second = home.processor("second", SMALL_SYNCS)) {
            first.start().awaitReady();
            clients.start();
            for (int i = 0; i < 4; i++) {
                killAndRestart(first, clients);
            }
            killWhileItStarts(first, clients);
            second.start().awaitReady();
            killAndTakeOver(first, clients);
            first.start().awaitReady();
            killBoth(first, second, clients);
            assertThat(kills).isGreaterThanOrEqualTo(10);

            clients.finish();
            CrashVerdict.bindAllThatIsLeft(bootstrapServers, home.keys(), clients);
            assertThat(first.terminate().awaitExit(30)).isIn(0, 143);
            assertThat(second.terminate().awaitExit(30)).isIn(0, 143);
        }
    }

    private void killAndRestart(ProcessFixture victim, CrashClients clients) throws Exception {
        long killed = killUnderLoad(victim, clients);
        victim.start();
        recovered(killed, clients.awaitAnswerAfter(afterItsLastAnswers(killed), clients.projects()));
    }

    private void killWhileItStarts(ProcessFixture victim, CrashClients clients) throws Exception {
        long killed = killUnderLoad(victim, clients);
        for (int i = 0; i < 3; i++) {
            // Wherever it has got to by then: state is being restored, a transaction begun.
            victim.start();
            pause(3000);
            victim.kill();
            kills++;
        }
        victim.start();
        clients.awaitAnswerAfter(afterItsLastAnswers(killed), clients.projects());
    }

    /** The other has to notice by itself that nobody comes back. */
    private void killAndTakeOver(ProcessFixture victim, CrashClients clients) throws Exception {
        long killed = killUnderLoad(victim, clients);
        clients.awaitAnswerAfter(afterItsLastAnswers(killed), clients.projects());
        LOG.warn("taken over after {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
    }

    private void killBoth(ProcessFixture first, ProcessFixture second, CrashClients clients) throws Exception {
        killUnderLoad(first, clients);
        pause(300);
        second.kill();
        kills++;
        long killed = System.nanoTime();
        first.start();
        second.start();
        clients.awaitAnswerAfter(afterItsLastAnswers(killed), clients.projects());
        first.awaitReady();
        second.awaitReady();
    }

    private long killUnderLoad(ProcessFixture victim, CrashClients clients) throws Exception {
        clients.awaitAnswers(20 + random.nextInt(60));
        pause(300);
        victim.kill();
        kills++;
        return System.nanoTime();
    }

    /** Not a wait for anything: just some moment. */
    private void pause(int mostMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(mostMillis)));
    }

    /** Answers that it gave before it died are read some milliseconds later. No process starts this quickly. */
    private static long afterItsLastAnswers(long killed) {
        return killed + TimeUnit.MILLISECONDS.toNanos(300);
    }

    private void recovered(long killed, long answered) {
        recoveries.add(TimeUnit.NANOSECONDS.toMillis(answered - killed));
    }

    private void report(CrashClients clients, CrashVerdict verdict, long begun) {
        Collections.sort(recoveries);
        LOG.warn(
                "crash.seed={}: {} kills, {} commands, {} sent again, {} answered more than once, {} events;"
                        + " first answer {} ms after a kill (median), at most {} ms; {} s in all",
                seed,
                kills,
                clients.told().size(),
                clients.sentAgain(),
                verdict.repeatedAnswers(),
                verdict.events(),
                recoveries.get(recoveries.size() / 2),
                recoveries.get(recoveries.size() - 1),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    }
}
