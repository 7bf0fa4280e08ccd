package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.app.http.Operation;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.app.http.Response;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.topology.Freshness;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.schemas.record.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What all reads of a project share: the state must be fresh enough and show what the caller has written, the project must
 * be there, and the caller a member. That a project is not there is only said of a state that could be read.
 */
final class Reading {

    /** How long a read waits for the write that it must show. */
    private static final Duration WRITE_COMES_WITHIN = Duration.ofSeconds(5);

    private final Projection projection;
    private final Sequences sequences;
    private final Waits waits;
    private final Duration oldest;
    private final InstantSource clock;
    private final Executor executor;

    Reading(
            Projection projection,
            Sequences sequences,
            Waits waits,
            Duration oldest,
            InstantSource clock,
            Executor executor) {
        this.projection = projection;
        this.sequences = sequences;
        this.waits = waits;
        this.oldest = oldest;
        this.clock = clock;
        this.executor = executor;
    }

    /** A project that the caller may read, where its history stood right before. */
    record Access(Request request, ProjectView view, ProjectEntry project, Role role) {

        /** The headers of an answer that shows the project at least as far as here. */
        Map<String, String> headers() {
            return Reading.headers(project.sequence());
        }
    }

    /** What one operation does with a project that the caller may read. */
    interface OfProject {
        CompletionStage<Response> handle(Access access);
    }

    static Map<String, String> headers(long sequence) {
        return Map.of(Parameters.SEQUENCE, Long.toString(sequence));
    }

    Operation of(OfProject operation) {
        return request -> {
            String projectId = Parameters.id(request, "projectId");
            long sequence = Parameters.sequence(request);
            requireFresh();
            return sequences.isReached(projectId, sequence)
                    ? operation.handle(access(request, projectId))
                    : waits.of(request, () -> sequences.reached(projectId, sequence, WRITE_COMES_WITHIN))
                            .thenComposeAsync(reached -> operation.handle(access(request, projectId)), executor);
        };
    }

    /** As {@link #of}, with an answer that need not be waited for. */
    Operation now(OfProjectNow operation) {
        return of(access -> CompletableFuture.completedFuture(operation.handle(access)));
    }

    /** The same where the answer is known at once. */
    interface OfProjectNow {
        Response handle(Access access);
    }

    /** The project, if the caller may read it. */
    Access access(Request request, String projectId) {
        ProjectView view = projection.project(projectId);
        ProjectEntry project = view.project();
        if (project == null) {
            throw Problem.of(404, "PROJECT_NOT_FOUND", "There is no project with this id")
                    .asException();
        }
        Role role = view.role(request.caller().subject());
        if (role == null) {
            throw Problem.of(403, "PERMISSION_DENIED", "Only members may read a project; ask one of its Owners")
                    .asException();
        }
        return new Access(request, view, project, role);
    }

    /** Refuses to answer from a state that may be too old. */
    void requireFresh() {
        Freshness freshness = projection.freshness();
        if (freshness.everCaughtUp() && freshness.age(clock.instant()).compareTo(oldest) > 0) {
            throw new ProjectionUnavailableException("Kafka has not been heard from for more than " + oldest.toSeconds()
                    + " s, so the state may be too old");
        }
    }
}
