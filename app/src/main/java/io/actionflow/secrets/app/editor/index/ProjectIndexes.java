package io.actionflow.secrets.app.editor.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionListener;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets of the projects that were asked for lately, bounded in memory. The first question about a project makes its
 * index, events keep it up to date, and what was not asked for longest makes room. One project is always let in, also one
 * that takes more than all of them may: otherwise it would be made anew for every question.
 */
public final class ProjectIndexes implements ProjectionListener {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectIndexes.class);
    private static final int UNIT = 1024;
    private static final int LOOKS = 50;
    private static final long LOOK_EVERY_MILLIS = 2;

    private final Projection projection;
    private final Executor executor;
    private final Executor soon;
    private final Cache<String, ProjectIndex> indexes;

    /**
     * Listens to the projection from now on.
     *
     * @param executor where indexes are made
     */
    public static ProjectIndexes over(Projection projection, long mostBytes, Executor executor) {
        ProjectIndexes indexes = new ProjectIndexes(projection, mostBytes, executor);
        projection.addListener(indexes);
        return indexes;
    }

    private ProjectIndexes(Projection projection, long mostBytes, Executor executor) {
        this.projection = projection;
        this.executor = executor;
        this.soon = CompletableFuture.delayedExecutor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS, executor);
        long units = Math.max(1, mostBytes / UNIT);
        this.indexes = Caffeine.newBuilder()
                .maximumWeight(units)
                .weigher((String projectId, ProjectIndex index) ->
                        (int) Math.min(Math.min(units, Integer.MAX_VALUE), index.weigh() / UNIT + 1))
                .executor(executor)
                .build();
    }

    /** The project's secrets, as of {@code sequence} or later, which the projection must have reached. */
    public CompletableFuture<SecretsPicture> picture(String projectId, long sequence) {
        return picture(projectId, sequence, LOOKS);
    }

    private CompletableFuture<SecretsPicture> picture(String projectId, long sequence, int looks) {
        ProjectIndex found = indexes.get(projectId, id -> new ProjectIndex());
        // Not while it is being put into the cache: events have to find it there before the scan begins.
        if (found.isToBeMade()) {
            executor.execute(() -> make(projectId, found));
        }
        return found.made().thenCompose(index -> {
            SecretsPicture picture = Objects.requireNonNull(index.picture());
            if (picture.sequence() >= sequence) {
                return CompletableFuture.completedFuture(picture);
            }
            // The state shows an event a moment before the index hears of it. One that was put out of the cache right
            // after
            // it was found never will: then the next one is made.
            if (looks == 0) {
                indexes.asMap().remove(projectId, index);
            }
            return CompletableFuture.supplyAsync(
                            () -> picture(projectId, sequence, looks == 0 ? LOOKS : looks - 1), soon)
                    .thenCompose(later -> later);
        });
    }

    /** How many projects are in memory. */
    public long size() {
        indexes.cleanUp();
        return indexes.estimatedSize();
    }

    private void make(String projectId, ProjectIndex index) {
        try {
            SecretsPicture.Draft draft = new SecretsPicture.Draft();
            ProjectEntry project = projection.project(projectId).scan().secrets(draft::add);
            if (project == null) {
                throw new ProjectionUnavailableException("The project is not here: ask again");
            }
            index.begin(draft.at(project.sequence()));
            reweigh(projectId, index);
            index.made().complete(index);
        } catch (RuntimeException e) {
            indexes.asMap().remove(projectId, index);
            index.made().completeExceptionally(new CompletionException(e));
        }
    }

    private void reweigh(String projectId, ProjectIndex index) {
        indexes.asMap().replace(projectId, index, index);
    }

    @Override
    public void folded(RecordedEvent event, ProjectEntry project, Collection<String> activated) {
        if (project.deleted()) {
            indexes.invalidate(event.projectId());
            return;
        }
        // Quietly: that somebody writes to a project is no reason to keep what nobody reads.
        ProjectIndex index = indexes.policy().getIfPresentQuietly(event.projectId());
        if (index == null) {
            return;
        }
        try {
            index.apply(event);
        } catch (RuntimeException e) {
            LOG.error(
                    "The list of project {} did not fit event {}: it is made anew",
                    event.projectId(),
                    event.sequence(),
                    e);
            indexes.asMap().remove(event.projectId(), index);
            return;
        }
        if (index.outgrewItsWeight()) {
            reweigh(event.projectId(), index);
        }
    }
}
