package io.actionflow.secrets.app.editor.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.editor.fixture.MemoryProjection;
import io.actionflow.secrets.app.http.ProblemException;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.SecretStatus;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectIndexesTest {

    private static final EventMeta META = new EventMeta("c", "olga", Instant.EPOCH);
    private static final long MANY_BYTES = 1L << 30;
    private static final SecretQuery BY_NAME = SecretQuery.by(SecretSort.NAME, false, 50);

    private final MemoryProjection projection = new MemoryProjection();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final ProjectIndexes indexes = ProjectIndexes.over(projection, MANY_BYTES, executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyListIsWhatALookAtEverySecretGives(long seed) throws Exception {
        Random random = new Random(seed);
        RandomProject project = new RandomProject(projection, "p", seed);
        for (int round = 0; round < 25; round++) {
            project.steps(random.nextInt(15));
            SecretsPicture picture = picture("p");
            assertThat(picture.sequence()).isEqualTo(sequence("p"));
            for (SecretQuery query : queries()) {
                assertThat(readInPages(picture, query, 1 + random.nextInt(7)))
                        .as("seed %d, round %d, %s", seed, round, query)
                        .isEqualTo(NaiveList.of(projection.project("p"), query));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void noEventIsMissedBetweenTheScanAndTheListening(long seed) throws Exception {
        RandomProject project = new RandomProject(projection, "p", seed);
        project.steps(40);
        AtomicInteger scans = new AtomicInteger();
        projection.afterRange(() -> {
            if (scans.getAndIncrement() == 0) {
                project.steps(30);
            }
        });
        SecretsPicture picture = picture("p");

        assertThat(picture.sequence()).isEqualTo(sequence("p"));
        for (SecretQuery query : queries()) {
            assertThat(readInPages(picture, query, 10)).isEqualTo(NaiveList.of(projection.project("p"), query));
        }
        assertThat(scans).hasValue(1);
    }

    @Test
    void whoAsksBeforeTheIndexHasHeardGetsWhatTheStateShows() throws Exception {
        AtomicReference<CompletableFuture<SecretsPicture>> asked = new AtomicReference<>();
        MemoryProjection early = new MemoryProjection();
        AtomicReference<ProjectIndexes> later = new AtomicReference<>();
        early.addListener((event, project, activated) -> {
            if (later.get() != null) {
                asked.set(later.get().picture("p", event.sequence()));
            }
        });
        later.set(ProjectIndexes.over(early, MANY_BYTES, executor));
        early.fold("p", new ProjectCreated(META));
        later.get().picture("p", 0).get();
        early.fold("p", new SecretAdded(META, "s", "name", "", new ValueRef("v", 1, 54, Sha256.ZERO)));

        assertThat(asked.get().get().size()).isEqualTo(1);
    }

    @Test
    void whoLooksAtAPictureIsNotDisturbedByEvents() throws Exception {
        RandomProject project = new RandomProject(projection, "p", 21);
        project.steps(50);
        SecretsPicture picture = picture("p");
        List<NaiveList.Row> before = NaiveList.of(projection.project("p"), BY_NAME);
        project.steps(50);

        assertThat(readInPages(picture, BY_NAME, 5)).isEqualTo(before);
    }

    @Test
    void aPlaceStaysAPlaceWhenItsSecretIsGoneOrAnotherComes() throws Exception {
        added("p", "b", "d", "f");
        SecretQuery two = SecretQuery.by(SecretSort.NAME, false, 2);
        SecretPage page = picture("p").page(two);
        add("p", "a");
        add("p", "e");
        projection.fold("p", new SecretDeleted(META, "id-d"));

        SecretPage second = picture("p").page(two.after(page.next().orElseThrow()));
        assertThat(names(second)).containsExactly("e", "f");
    }

    @Test
    void aPageLooksAtNoMoreSecretsThanItShowsAndOneMore() throws Exception {
        added("p");
        for (int i = 0; i < 1000; i++) {
            add("p", "name-" + i);
        }
        SecretQuery query = SecretQuery.by(SecretSort.ADDED_AT, true, 50);
        SecretPage first = picture("p").page(query);
        SecretPage second = picture("p").page(query.after(first.next().orElseThrow()));

        assertThat(first.visited()).isEqualTo(51);
        assertThat(second.visited()).isEqualTo(51);
    }

    @Test
    void whatWasNotAskedForLongestMakesRoom() throws Exception {
        ProjectIndexes few = ProjectIndexes.over(projection, 40_000, executor);
        for (int i = 0; i < 6; i++) {
            added("p" + i);
            for (int k = 0; k < 20; k++) {
                add("p" + i, "name-" + k);
            }
            assertThat(few.picture("p" + i, 0).get().size()).isEqualTo(20);
        }
        assertThat(few.size()).isLessThan(4);
        assertThat(few.picture("p0", 0).get().size()).isEqualTo(20);
    }

    @Test
    void aProjectThatGrowsMakesOthersMakeRoom() throws Exception {
        ProjectIndexes few = ProjectIndexes.over(projection, 400_000, executor);
        added("small");
        added("grows");
        few.picture("small", 0).get();
        few.picture("grows", 0).get();
        for (int i = 0; i < 1000; i++) {
            add("grows", "name-" + i);
        }
        assertThat(few.size()).isLessThanOrEqualTo(1);
    }

    @Test
    void aProjectThatCanNotBeReadNowIsReadAtTheNextQuestion() throws Exception {
        added("p");
        projection.setAway(true);
        assertThatThrownBy(() -> picture("p")).hasRootCauseInstanceOf(ProjectionUnavailableException.class);
        projection.setAway(false);
        assertThat(picture("p").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AAAA", "AAxzZWNyZXRzOm5hbWU", "AAxzZWNyZXRzOm5hbWUAAWEAAWEAAWF"})
    void aCursorThatNoListGaveIsMalformed(String cursor) {
        assertThatThrownBy(() -> BY_NAME.after(cursor)).isInstanceOfSatisfying(ProblemException.class, it -> assertThat(
                        it.problem().code())
                .isEqualTo("MALFORMED"));
    }

    @Test
    void aCursorOfAnotherOrderIsMalformed() throws Exception {
        added("p", "a", "b");
        String cursor = picture("p")
                .page(SecretQuery.by(SecretSort.NAME, false, 1))
                .next()
                .orElseThrow();
        assertThatThrownBy(() -> SecretQuery.by(SecretSort.NAME, true, 1).after(cursor))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> SecretQuery.by(SecretSort.ADDED_AT, false, 1).after(cursor))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void namesStandByCodePointsWithoutRegardToCase() throws Exception {
        added("p", "b", "A", "a", "B", "\ud83d\ude00", "\uff5e", "É", "é");

        assertThat(names(picture("p").page(BY_NAME)))
                .containsExactly("A", "a", "B", "b", "É", "é", "\uff5e", "\ud83d\ude00");
    }

    @Test
    void aSearchDoesNotTellCaseAndCompositionApart() throws Exception {
        added("p", "Café", "Cafe\u0301", "STRASSE", "straße");

        assertThat(names(picture("p").page(BY_NAME.searching("CAFÉ")))).containsExactlyInAnyOrder("Café", "Cafe\u0301");
        assertThat(names(picture("p").page(BY_NAME.searching("Strasse")))).containsExactly("STRASSE");
        assertThat(picture("p").page(BY_NAME.searching("ID-str")).secrets())
                .as("ids are searched, too")
                .hasSize(2);
    }

    private static List<SecretQuery> queries() {
        List<SecretQuery> queries = new ArrayList<>();
        for (SecretSort sort : SecretSort.values()) {
            queries.add(SecretQuery.by(sort, false, 500));
            queries.add(SecretQuery.by(sort, true, 500));
        }
        queries.add(BY_NAME.searching("Key"));
        queries.add(SecretQuery.by(SecretSort.CHANGED_AT, true, 500).searching("E\u0301"));
        for (SecretStatus status : SecretStatus.values()) {
            queries.add(SecretQuery.by(SecretSort.NAME, true, 500).being(status));
        }
        return queries;
    }

    private static List<NaiveList.Row> readInPages(SecretsPicture picture, SecretQuery query, int limit) {
        List<NaiveList.Row> rows = new ArrayList<>();
        SecretQuery next =
                new SecretQuery(query.sort(), query.descending(), query.folded(), query.status(), query.after(), limit);
        while (true) {
            SecretPage page = picture.page(next);
            page.secrets().forEach(it -> rows.add(NaiveList.row(it)));
            if (page.next().isEmpty()) {
                return rows;
            }
            next = next.after(page.next().get());
        }
    }

    private static List<String> names(SecretPage page) {
        return page.secrets().stream().map(it -> it.item().name().text()).toList();
    }

    private SecretsPicture picture(String projectId) throws Exception {
        return indexes.picture(projectId, 0).get();
    }

    private void added(String projectId, String... names) {
        projection.fold(projectId, new ProjectCreated(META));
        List.of(names).forEach(name -> add(projectId, name));
    }

    private void add(String projectId, String name) {
        boolean isAnId = name.matches("[a-z0-9-]+");
        String id = "id-" + (isAnId ? name : name.replaceAll("[^A-Za-z]", "_") + Math.abs(name.hashCode()));
        projection.fold(projectId, new SecretAdded(META, id, name, "", new ValueRef("v-" + id, 1, 54, Sha256.ZERO)));
    }

    private long sequence(String projectId) {
        ProjectEntry project =
                Objects.requireNonNull(projection.project(projectId).project());
        return project.sequence();
    }
}
