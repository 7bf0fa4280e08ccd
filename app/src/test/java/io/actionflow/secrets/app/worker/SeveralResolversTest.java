package io.actionflow.secrets.app.worker;

import static io.actionflow.secrets.app.worker.EditingSide.FLOW;
import static io.actionflow.secrets.app.worker.EditingSide.INPUT;
import static io.actionflow.secrets.app.worker.EditingSide.NODE;
import static io.actionflow.secrets.app.worker.EditingSide.PARTITIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import io.actionflow.secrets.app.worker.WorkerClient.Answer;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resolvers as processes over one broker, some of which are killed. */
class SeveralResolversTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final String NEW = "of-the-last-moment";

    @TempDir
    static Path directory;

    private EmbeddedFixture broker;
    private EditingSide editing;
    private final List<ResolverInstance> instances = new ArrayList<>();
    // projectId → its active value
    private final Map<String, String> values = new LinkedHashMap<>();

    @BeforeEach
    void aProjectOnEachPartition() throws Exception {
        broker = BrokerFixture.embedded(directory.resolve("broker"));
        broker.recreateTopics(PARTITIONS);
        editing = new EditingSide(broker, directory.resolve("run-" + System.nanoTime()));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            create(idOn(partition, "project-"));
        }
    }

    @AfterEach
    void close() {
        instances.forEach(ResolverInstance::close);
        editing.close();
        broker.close();
    }

    @Test
    void instancesOfOneGroupAnswerForEachOtherAlsoWhenOneIsKilled() throws Exception {
        ResolverInstance one = start(Optional.of("one"));
        ResolverInstance other = start(Optional.of("one"));
        one.awaitReady();
        other.awaitReady();
        awaitShared(one, other);
        awaitAnswers(one);
        awaitAnswers(other);
        Map<String, String> runs = new LinkedHashMap<>();
        values.keySet().forEach(id -> runs.put(id, worker(other).begin(id, FLOW).run()));
        int moved = one.hosted().iterator().next();
        create(idOn(moved, NEW));

        one.kill();

        // Nobody knows yet that it is gone; then nobody holds its partitions; then the other one reads them.
        Deadline.seconds(PATIENCE_SECONDS).await("the other to answer for all", () -> {
            long unanswered = values.keySet().stream()
                    .filter(id -> !isAnswered(other, id, runs.get(id)))
                    .count();
            return unanswered == 0;
        });
        assertThat(other.hosted()).hasSize(PARTITIONS);

        one.restart();
        one.awaitReady();
        awaitShared(one, other);
        awaitAnswers(one);
        awaitAnswers(other);
    }

    @Test
    void anInstanceThatIsStoppedHandsItsPartitionsOver() throws Exception {
        ResolverInstance one = start(Optional.of("two"));
        ResolverInstance other = start(Optional.of("two"));
        one.awaitReady();
        other.awaitReady();
        awaitShared(one, other);

        one.terminate();

        Deadline.seconds(PATIENCE_SECONDS).await("the other to answer for all", () -> values.keySet().stream()
                .allMatch(id -> isAnswered(other, id, null)));
        assertThat(other.hosted()).hasSize(PARTITIONS);
    }

    @Test
    void withoutAGroupEachHoldsAllAndGoesOnWithTheRunsOfOneThatWasKilled() throws Exception {
        ResolverInstance one = start(Optional.empty());
        ResolverInstance other = start(Optional.empty());
        one.awaitReady();
        other.awaitReady();
        assertThat(one.hosted()).hasSize(PARTITIONS).isEqualTo(other.hosted());
        String id = values.keySet().iterator().next();
        String before = values.get(id);
        Answer begun = worker(one).begin(id, FLOW);
        long sync = begun.json().get("sync").longValue();
        editing.change(id, "a later value");
        values.put(id, "a later value");
        Deadline.seconds(PATIENCE_SECONDS)
                .await(
                        "the other to serve the later Sync",
                        () -> worker(other).begin(id, FLOW).json().get("sync").longValue() == sync + 1);

        one.kill();

        assertThat(worker(other).resolve(begun.run(), NODE, INPUT).value())
                .as("the Run sees its Sync")
                .asString()
                .isEqualTo(before);
        values.forEach((project, value) -> {
            String run = worker(other).begin(project, FLOW).run();
            assertThat(worker(other).resolve(run, NODE, INPUT).value())
                    .asString()
                    .isEqualTo(value);
        });
    }

    /** Whether the right value comes, of a Run that was begun before or of a new one; if not, it must be 503. */
    private boolean isAnswered(ResolverInstance instance, String projectId, String run) {
        String going = run;
        if (going == null) {
            Answer begun = worker(instance).begin(projectId, FLOW);
            if (begun.status() == 503) {
                return false;
            }
            going = begun.run();
        }
        Answer answer = worker(instance).resolve(going, NODE, INPUT);
        if (answer.status() == 503) {
            return false;
        }
        assertThat(answer.value()).asString().isEqualTo(values.get(projectId));
        return true;
    }

    private void awaitShared(ResolverInstance one, ResolverInstance other) throws Exception {
        Deadline.seconds(PATIENCE_SECONDS).await("both to hold some", () -> {
            Set<Integer> held = one.hosted();
            Set<Integer> heldByOther = other.hosted();
            return !held.isEmpty() && !heldByOther.isEmpty() && held.size() + heldByOther.size() == PARTITIONS;
        });
    }

    private void awaitAnswers(ResolverInstance instance) throws Exception {
        Deadline.seconds(PATIENCE_SECONDS).await("an answer for each project", () -> values.keySet().stream()
                .allMatch(id -> isAnswered(instance, id, null)));
    }

    private ResolverInstance start(Optional<String> group) throws Exception {
        Path own = directory.resolve("resolver-" + System.nanoTime());
        ResolverInstance instance = new ResolverInstance(own, broker.bootstrapServers(), editing.keys, group);
        instances.add(instance);
        return instance;
    }

    private void create(String projectId) throws Exception {
        values.put(projectId, "the value of " + projectId);
        editing.createActive(projectId, values.get(projectId));
    }

    private static WorkerClient worker(ResolverInstance instance) {
        try {
            return instance.worker();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String idOn(int partition, String prefix) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> prefix + i)
                .filter(id -> RecordKey.partition(id, PARTITIONS) == partition)
                .collect(Collectors.toList())
                .get(0);
    }
}
