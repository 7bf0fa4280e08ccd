package io.actionflow.secrets.resolver;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.resolver.fixture.Asking;
import io.actionflow.secrets.resolver.fixture.TestProject;
import io.actionflow.secrets.resolver.fixture.World;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.ResolveException;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.resolver.run.RunRef;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said when the state is old, or can't be read: never that something is missing. */
class OutageTest {

    private final World world = new World();
    private final Resolver resolver = world.resolver();
    private final Asking ask = new Asking(resolver);
    private final TestProject acme = world.project("acme");

    @BeforeEach
    void makeActive() {
        acme.addSecret("key", "s3cret");
        acme.addSecret("cold", "never asked for before");
        acme.save("invoicing", binding("call", "apiKey", "key"), binding("call", "cold", "cold"));
        acme.sync();
    }

    @AfterEach
    void close() {
        resolver.close();
    }

    private void setAge(Duration age) {
        world.projection.setFreshness(new Freshness(World.NOW.minus(age)));
    }

    @Test
    void staleStateNeverSaysThatSomethingIsMissing() {
        setAge(Duration.ofMillis(10_001));
        assertThat(ask.beginError("nobody", "invoicing")).isEqualTo(ResolveError.UNAVAILABLE);
        assertThat(ask.beginError("acme", "unknown")).isEqualTo(ResolveError.UNAVAILABLE);
        assertThat(ask.beginError("acme", "invoicing", 2)).isEqualTo(ResolveError.UNAVAILABLE);
        assertThat(Asking.error(resolver.resume(new RunRef("acme", "invoicing", 2, 1))))
                .isEqualTo(ResolveError.UNAVAILABLE);
    }

    @Test
    void aRefusalForAgeSaysTheAge() {
        setAge(Duration.ofMillis(42_500));
        assertThat(Asking.refusal(resolver.begin("nobody", "x")).message())
                .contains("the state is 42.5 s old", "10.0 s");
    }

    @Test
    void staleStateGoesOnGivingWhatItHas() {
        setAge(Duration.ofDays(3));
        assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("s3cret");
        try (Run run = resolver.begin("acme", "invoicing", 1).orElseThrow()) {
            assertThat(run.freshness().age(World.NOW)).isEqualTo(Duration.ofDays(3));
            assertThat(Asking.error(run.resolve("call", "nothing")))
                    .as("a version never changes what it binds")
                    .isEqualTo(ResolveError.NOT_BOUND);
            assertThat(Asking.error(run.resolveSecret("call", "unknown")))
                    .as("a Sync never changes what it made active")
                    .isEqualTo(ResolveError.SECRET_NOT_FOUND);
        }
    }

    @Test
    void stateOfTheGreatestAgeAllowedIsBelieved() {
        setAge(Duration.ofSeconds(10));
        assertThat(ask.beginError("nobody", "invoicing")).isEqualTo(ResolveError.PROJECT_NOT_FOUND);
        assertThat(ask.beginError("acme", "unknown")).isEqualTo(ResolveError.NOT_ACTIVE);
    }

    @Test
    void stateThatWasNeverReadToItsEndSaysNothingIsMissing() {
        world.projection.setFreshness(Freshness.NEVER);
        assertThat(ask.beginError("nobody", "invoicing")).isEqualTo(ResolveError.UNAVAILABLE);
        assertThat(Asking.refusal(resolver.begin("nobody", "invoicing")).message())
                .contains("has not been read to its end yet");
        assertThat(ask.beginError("acme", "unknown")).isEqualTo(ResolveError.UNAVAILABLE);
    }

    @Test
    void stateThatCatchesUpWhileItIsReadIsAsOldAsItWasBefore() {
        setAge(Duration.ofHours(1));
        world.projection.beforeProjectRead(() -> setAge(Duration.ZERO));
        assertThat(ask.beginError("nobody", "invoicing")).isEqualTo(ResolveError.UNAVAILABLE);
        assertThat(ask.beginError("nobody", "invoicing")).isEqualTo(ResolveError.PROJECT_NOT_FOUND);
    }

    @Test
    void aProjectThatCanNotBeReadIsUnavailableWhetherItExistsOrNot() {
        world.projection.setAway(true);
        assertThat(ask.beginError("acme", "invoicing")).isEqualTo(ResolveError.UNAVAILABLE);
        assertThat(ask.beginError("acme", "unknown")).isEqualTo(ResolveError.UNAVAILABLE);
        assertThat(ask.beginError("nobody", "invoicing", 1)).isEqualTo(ResolveError.UNAVAILABLE);
        assertThat(Asking.error(resolver.resume(new RunRef("acme", "invoicing", 1, 1))))
                .isEqualTo(ResolveError.UNAVAILABLE);
        assertThatThrownBy(() -> resolver.awaitSync("acme", 1, Duration.ZERO))
                .isInstanceOfSatisfying(
                        ResolveException.class, e -> assertThat(e.code()).isEqualTo(ResolveError.UNAVAILABLE));
        world.projection.setAway(false);
        assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("s3cret");
    }

    @Test
    void aRunGoesOnWithWhatIsOpenAndNeverCallsTheRestMissing() {
        assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("s3cret");
        try (Run run = resolver.begin("acme", "invoicing").orElseThrow()) {
            world.projection.setAway(true);
            assertThat(Asking.text(run.resolve("call", "apiKey"))).isEqualTo("s3cret");
            assertThat(Asking.error(run.resolve("call", "cold"))).isEqualTo(ResolveError.UNAVAILABLE);
            assertThat(Asking.error(run.resolveSecret("call", "cold"))).isEqualTo(ResolveError.UNAVAILABLE);
            assertThat(Asking.error(run.resolveSecret("call", "unknown"))).isEqualTo(ResolveError.UNAVAILABLE);
            assertThat(Asking.error(run.resolve("call", "nothing"))).isEqualTo(ResolveError.NOT_BOUND);
            world.projection.setAway(false);
            assertThat(Asking.text(run.resolve("call", "cold")))
                    .as("a failure is not remembered")
                    .isEqualTo("never asked for before");
        }
    }

    @Test
    void aProjectThatIsReadAgainFromTheBeginningHasNothingMissingUntilItsRunsSyncIsReached() {
        World behind = new World();
        TestProject same = behind.project("acme");
        same.addSecret("key", "s3cret");
        try (Resolver reader = behind.resolver()) {
            same.save("invoicing", binding("call", "apiKey", "key"));
            same.sync();
            Run run = reader.begin("acme", "invoicing").orElseThrow();
            behind.projection.state("acme").putProject(same.head().withSync(0));
            assertThat(Asking.error(run.resolveSecret("call", "unknown"))).isEqualTo(ResolveError.UNAVAILABLE);
            run.close();
        }
    }

    @Test
    void theAgeIsMeasured() {
        setAge(Duration.ofSeconds(7));
        assertThat(resolver.freshness().age(World.NOW)).isEqualTo(Duration.ofSeconds(7));
        assertThat(world.meters.get("secrets.resolver.state.age").gauge().value())
                .isEqualTo(7.0);
        world.projection.setFreshness(Freshness.NEVER);
        assertThat(world.meters.get("secrets.resolver.state.age").gauge().value())
                .isNaN();
    }
}
