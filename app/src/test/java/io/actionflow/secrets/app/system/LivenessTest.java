package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.projections.live.Liveness;
import io.actionflow.secrets.projections.live.Liveness.Instance;
import io.actionflow.secrets.projections.live.Liveness.State;
import io.actionflow.secrets.projections.live.Peer;
import io.actionflow.secrets.projections.live.ResolverDirectory;
import io.actionflow.secrets.projections.live.SyncRef;
import io.actionflow.secrets.projections.topology.ReadConfig;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a Sync is live, as resolvers on a broker report it and an editor's backend hears it. */
class LivenessTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final Set<Integer> ALL = Set.of(0, 1, 2, 3);

    private final TestKeys keys = TestKeys.generate();
    private final List<LiveResolver> resolvers = new ArrayList<>();

    @TempDir
    Path directory;

    private EmbeddedFixture broker;
    private EventLogWriter log;
    private ResolverDirectory reports;

    @BeforeEach
    void start() throws Exception {
        broker = BrokerFixture.embedded(directory.resolve("broker"));
        broker.createTopics(PARTITIONS);
        log = new EventLogWriter(broker.bootstrapServers(), keys, PARTITIONS);
        reports = ResolverDirectory.start(Map.of("bootstrap.servers", broker.bootstrapServers()));
        reports.awaitReady(SOON);
    }

    @AfterEach
    void stop() {
        resolvers.forEach(LiveResolver::close);
        reports.close();
        log.close();
        broker.close();
    }

    @Test
    void aSyncIsLiveOnceEveryResolverServesItAndWhoDiedIsNamed() throws Exception {
        LiveResolver one = startOwn("one");
        LiveResolver two = startOwn("two");
        log.append("p1", new ProjectCreated(meta()));
        awaitHosting(one, ALL);
        awaitHosting(two, ALL);

        Liveness live = sync("p1", 1, it -> it.expected() == 2 && it.isEverywhere());
        assertThat(live.resolvers())
                .allSatisfy(it -> assertThat(it.sync()).isEqualTo(1))
                .allSatisfy(it -> assertThat(it.servedAt()).isNotNull())
                .extracting(Instance::resolverId)
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(reports.hosts(partition("p1")))
                .containsExactlyInAnyOrder(
                        new Peer(one.id(), "https://" + one.id() + ".example.com"),
                        new Peer(two.id(), "https://" + two.id() + ".example.com"));

        two.die();
        Liveness without = sync("p1", 2, it -> it.in(State.GONE).size() == 1 && it.active() == 1);
        assertThat(without.in(State.GONE)).extracting(Instance::resolverId).containsExactly(two.id());
        assertThat(without.isEverywhere()).isFalse();
        assertThat(reports.hosts(partition("p1"))).extracting(Peer::resolverId).containsExactly(one.id());
    }

    @Test
    void whoWasToldToStopIsNotExpectedAndWhoStartsLaterServesWhatWasBefore() throws Exception {
        LiveResolver one = startOwn("one");
        LiveResolver two = startOwn("two");
        log.append("p1", new ProjectCreated(meta()));
        awaitHosting(one, ALL);
        awaitHosting(two, ALL);
        sync("p1", 1, it -> it.expected() == 2 && it.isEverywhere());

        two.close();
        Liveness alone = sync("p1", 2, it -> it.expected() == 1 && it.isEverywhere());
        assertThat(alone.resolvers()).extracting(Instance::resolverId).containsExactly(one.id());

        // It has not seen the Sync happen: that its state is young enough tells.
        LiveResolver three = startOwn("three");
        SyncRef before = new SyncRef("p1", partition("p1"), 2, Instant.now());
        Liveness again = reports.awaitServed(before, it -> it.expected() == 2 && it.isEverywhere(), SOON);
        assertThat(again.resolvers())
                .filteredOn(it -> it.resolverId().equals(three.id()))
                .singleElement()
                .satisfies(it -> assertThat(it.sync()).isEqualTo(2))
                .satisfies(it -> assertThat(it.servedAt()).isNull());
    }

    @Test
    void resolversOfOneGroupShareThePartitionsAndEachSeesTheProjectsOnItsOwn() throws Exception {
        LiveResolver one = startShared("one");
        LiveResolver two = startShared("two");
        Set<String> projects = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            log.append("p" + i, new ProjectCreated(meta()));
            projects.add("p" + i);
        }
        Deadline.seconds(60)
                .await(
                        "the partitions to be shared",
                        () -> one.projection().hosted().size() == 2
                                && two.projection().hosted().size() == 2);
        Set<Integer> held = new HashSet<>(one.projection().hosted());
        held.addAll(two.projection().hosted());
        assertThat(held).isEqualTo(ALL);

        Deadline.seconds(60)
                .await("both to see all projects", () -> projects(one, two).equals(projects));
        assertThat(projects(one))
                .allSatisfy(id -> assertThat(one.projection().hosted()).contains(partition(id)));

        Liveness live = sync("p1", 1, it -> it.expected() == 1 && it.isEverywhere());
        LiveResolver holder = one.projection().hosted().contains(partition("p1")) ? one : two;
        assertThat(live.resolvers()).extracting(Instance::resolverId).containsExactly(holder.id());
    }

    @Test
    void whileTheBrokerIsAwayNobodyIsTakenForGoneAndAfterwardsAllGoesOn() throws Exception {
        LiveResolver one = startOwn("one");
        log.append("p1", new ProjectCreated(meta()));
        awaitHosting(one, ALL);
        sync("p1", 1, it -> it.expected() == 1 && it.isEverywhere());

        broker.broker().stop();
        Instant stopped = Instant.now();
        Deadline.seconds(30).await("more time to pass than makes somebody gone", () -> Instant.now()
                .isAfter(stopped.plusSeconds(7)));
        SyncRef first = new SyncRef("p1", partition("p1"), 1, Instant.now());
        assertThat(reports.liveness(first).isEverywhere()).isTrue();
        assertThat(reports.liveness(first).asOf()).isBefore(stopped.plusSeconds(2));
        assertThat(reports.hosts(partition("p1"))).hasSize(1);

        broker.broker().start();
        sync("p1", 2, it -> it.expected() == 1 && it.isEverywhere());
    }

    // ------------------------------------------------------------------

    private LiveResolver startOwn(String name) {
        Path state = directory.resolve(name);
        return start(ReadConfig.ownApplicationId("resolver", state), state);
    }

    private LiveResolver startShared(String name) {
        return start("shared-resolver", directory.resolve(name));
    }

    private LiveResolver start(String applicationId, Path state) {
        LiveResolver resolver = LiveResolver.start(broker.bootstrapServers(), keys, applicationId, state);
        resolvers.add(resolver);
        return resolver;
    }

    private void awaitHosting(LiveResolver resolver, Set<Integer> partitions) throws Exception {
        resolver.projection().awaitCaughtUp(SOON);
        assertThat(resolver.projection().hosted()).isEqualTo(partitions);
        // Only what is folded on a partition that others know of as hosted is expected there.
        Deadline.seconds(60).await("the report of " + resolver.id(), () -> partitions.stream()
                .allMatch(partition -> reports.hosts(partition).stream()
                        .anyMatch(it -> it.resolverId().equals(resolver.id()))));
    }

    /** Appends a Sync, and waits until it is as live as is asked. */
    private Liveness sync(String projectId, long sync, Predicate<Liveness> wideEnough) throws Exception {
        log.append(projectId, new Synced(meta(), sync, 1));
        SyncRef ref = new SyncRef(projectId, partition(projectId), sync, Instant.now());
        Liveness live = reports.awaitServed(ref, wideEnough, SOON);
        assertThat(wideEnough).as("%s", live).accepts(live);
        return live;
    }

    private static Set<String> projects(LiveResolver... resolvers) {
        Set<String> ids = new HashSet<>();
        for (LiveResolver resolver : resolvers) {
            resolver.projection().projects(id -> assertThat(ids.add(id))
                    .as(id + " for the first time")
                    .isTrue());
        }
        return ids;
    }

    private static int partition(String projectId) {
        return RecordKey.partition(projectId, PARTITIONS);
    }

    private static EventMeta meta() {
        return new EventMeta("c1", "olga", Instant.now());
    }
}
