package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.system.Team.MANAGER;
import static io.actionflow.secrets.app.system.Team.accepted;
import static io.actionflow.secrets.app.system.Team.binding;
import static io.actionflow.secrets.app.system.Team.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.CommandTimeoutException;
import io.actionflow.secrets.commands.client.CommandUnavailableException;
import io.actionflow.secrets.commands.client.NewSecret;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.resolver.ResolverSettings;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away under everything at once and comes back: nothing is lost, doubled, or needs a hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {

    private static final Duration STALENESS_LIMIT = Duration.ofSeconds(2);
    private static final String FLOW = "flow";

    private EmbeddedFixture broker;
    private SystemFixture system;
    private CommandClient hasty;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        broker = BrokerFixture.embedded(directory.resolve("broker"));
        system = SystemFixture.start(broker, directory, ResolverSettings.DEFAULTS.withStalenessLimit(STALENESS_LIMIT));
        hasty = system.newClient(ClientSettings.of(Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "max.block.ms",
                        1000,
                        "request.timeout.ms",
                        1000,
                        "delivery.timeout.ms",
                        2000))
                .answeredWithin(Duration.ofSeconds(2)));
    }

    @AfterAll
    void stop() {
        // So that everybody can say goodbye; it does nothing where the broker runs.
        broker.broker().start();
        system.close();
        broker.close();
    }

    @Test
    void anOutageOfSomeSecondsIsOutlived() throws Exception {
        outlive(STALENESS_LIMIT.plusSeconds(1));
    }

    /** After 10 seconds without a heartbeat a consumer group gives a member up. */
    @Test
    void anOutageLongerThanTheSessionsOfTheConsumersIsOutlived() throws Exception {
        outlive(Duration.ofSeconds(13));
    }

    private void outlive(Duration outage) throws Exception {
        Team team = Team.in(system);
        accepted(team.add(MANAGER, "warm", "Warm", "first-warm"));
        accepted(team.add(MANAGER, "cold", "Cold", "first-cold"));
        team.accepted(team.save(FLOW, binding("warm")));
        team.accepted(team.save("cold-flow", binding("cold")));
        team.sync();
        awaitError(ResolveError.PROJECT_NOT_FOUND);

        assertThat(outcome(hasty.send(new Sync(team.projectId(), MANAGER)))).isInstanceOf(Accepted.class);
        String commandId = Ids.random();
        String syncId = Ids.random();

        Run begun = team.begin(FLOW);
        assertThat(Team.resolve(begun)).isEqualTo("first-warm");
        Instant stopped = Instant.now();
        broker.broker().stop();
        assertFailsSoon(add(hasty, commandId, team));
        assertFailsSoon(hasty.send(syncId, new Sync(team.projectId(), MANAGER)));
        awaitError(ResolveError.UNAVAILABLE);
        Deadline.seconds(60)
                .await(
                        "the outage to last long enough",
                        () -> system.resolver().freshness().age(Instant.now()).compareTo(outage) > 0);
        assertThat(system.resolver().freshness().asOf()).isBefore(stopped.plusSeconds(1));
        assertThat(Team.resolve(begun)).as("a Run that was begun").isEqualTo("first-warm");
        assertThat(team.resolve(FLOW)).as("a new Run, a kept value").isEqualTo("first-warm");
        assertThat(team.resolve("cold-flow"))
                .as("a value that nobody asked for before")
                .isEqualTo("first-cold");

        broker.broker().start();
        sentAgainIsAppliedOnce(team, commandId, syncId);
        assertThat(Team.resolve(begun)).isEqualTo("first-warm");
        begun.close();
        awaitError(ResolveError.PROJECT_NOT_FOUND);
        assertThat(system.processor().failure()).isEmpty();
        Deadline.seconds(60)
                .await("the processor to run", () -> system.processor().state() == KafkaStreams.State.RUNNING);
        assertThat(system.projection().failure()).isNull();
    }

    /** By the client that failed, until it gets through: it may have to find its way back first. */
    private void sentAgainIsAppliedOnce(Team team, String commandId, String syncId) throws Exception {
        Accepted added = untilAnswered(() -> add(hasty, commandId, team));
        assertThat(added.version()).isEqualTo(1);
        Accepted synced = untilAnswered(() -> hasty.send(syncId, new Sync(team.projectId(), MANAGER)));
        // The Sync may have been taken before or after the secret, whichever was in a buffer during the outage.
        long sync = untilAnswered(() -> hasty.send(new Sync(team.projectId(), MANAGER)))
                .sync();
        assertThat(synced.sync()).isBetween(1L, sync);
        system.resolver().awaitSync(team.projectId(), sync, SystemFixture.PATIENCE);
        List<RecordedEvent> history = system.replay().histories().get(team.projectId());
        assertThat(history)
                .filteredOn(it -> it.event() instanceof SecretAdded event
                        && event.meta().commandId().equals(commandId))
                .hasSize(1);
        assertThat(system.projection().project(team.projectId()).secretNamed("Late"))
                .isEqualTo("late");
    }

    private interface Sending {
        CompletableFuture<Outcome> send() throws Exception;
    }

    private static Accepted untilAnswered(Sending sending) throws Exception {
        Outcome[] answer = new Outcome[1];
        Deadline.seconds(60).await("an answer", () -> {
            answer[0] = sending.send()
                    .handle((outcome, failure) -> outcome)
                    .get(SystemFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return answer[0] != null;
        });
        return accepted(answer[0]);
    }

    private static CompletableFuture<Outcome> add(CommandClient client, String commandId, Team team) {
        try (PlainValue value = PlainValue.copyOf(Team.bytes("late-value"))) {
            return client.addSecret(commandId, new NewSecret(team.projectId(), MANAGER, "late", "Late", ""), value);
        }
    }

    private static void assertFailsSoon(CompletableFuture<Outcome> answer) {
        assertThatThrownBy(() -> outcome(answer))
                .cause()
                .isInstanceOfAny(CommandUnavailableException.class, CommandTimeoutException.class);
    }

    private void awaitError(ResolveError expected) throws Exception {
        Deadline.seconds(60)
                .await(
                        "a project that does not exist to be " + expected,
                        () -> Team.error(system.resolver().begin("nobody", FLOW)) == expected);
    }
}
