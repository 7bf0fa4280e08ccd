package io.actionflow.secrets.app.editor.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.editor.fixture.MemoryProjection;
import io.actionflow.secrets.projections.state.SecretStatus;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A project of a hundred thousand secrets: what is looked at for a page does not grow with it. */
class LargeProjectTest {

    private static final int SECRETS = 100_000;

    private final MemoryProjection projection = new MemoryProjection();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final ProjectIndexes indexes = ProjectIndexes.over(projection, 1L << 30, executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void everyPageOfEveryOrderLooksAtWhatItShowsAndOneMore() throws Exception {
        projection.fold("p", new ProjectCreated(meta(0)));
        for (int i = 0; i < SECRETS; i++) {
            projection.fold("p", added(i));
        }
        SecretsPicture picture = indexes.picture("p", 0).get();
        assertThat(picture.size()).isEqualTo(SECRETS);
        for (SecretSort sort : SecretSort.values()) {
            Set<String> seen = new HashSet<>();
            SecretQuery query = SecretQuery.by(sort, true, 500);
            Optional<String> next = Optional.of("");
            while (next.isPresent()) {
                SecretPage page = picture.page(next.get().isEmpty() ? query : query.after(next.get()));
                assertThat(page.visited()).isLessThanOrEqualTo(501);
                page.secrets().forEach(it -> seen.add(it.item().secretId()));
                next = page.next();
            }
            assertThat(seen).as(sort.key()).hasSize(SECRETS);
        }
        SecretPage found =
                picture.page(SecretQuery.by(SecretSort.NAME, false, 50).searching("UNIQUE"));
        assertThat(found.secrets()).extracting(it -> it.item().secretId()).containsExactly("secret-99999");

        projection.fold("p", new Synced(meta(SECRETS), 1, SECRETS));
        projection.fold("p", new SecretEdited(meta(SECRETS), "secret-5", 2, "other", null, null));
        SecretsPicture later = indexes.picture("p", 0).get();
        assertThat(later.page(SecretQuery.by(SecretSort.NAME, false, 50).being(SecretStatus.CHANGED))
                        .secrets())
                .extracting(it -> it.item().secretId())
                .containsExactly("secret-5");
        assertThat(picture.page(SecretQuery.by(SecretSort.NAME, false, 50).being(SecretStatus.ACTIVE))
                        .secrets())
                .as("the picture from before")
                .isEmpty();
    }

    private static SecretAdded added(int i) {
        // Names in another order than ids and times.
        String name = "Name " + (i * 7919L % SECRETS) + " of " + i;
        return new SecretAdded(
                meta(i),
                "secret-" + i,
                i == 99_999 ? "unique" : name,
                "Description of a secret of the usual length",
                new ValueRef("value-" + i, 1, 60, Sha256.ZERO));
    }

    private static EventMeta meta(int i) {
        return new EventMeta("c", "olga", Instant.ofEpochMilli(i));
    }
}
