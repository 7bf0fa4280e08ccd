package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.projections.state.AskedMatch;
import io.actionflow.secrets.projections.state.MatchesEntry;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionListener;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Lets requests wait for a resolver's answer, without a thread for any of them. */
final class MatchAnswers implements ProjectionListener {

    /** A question: the event that asked, of which secret, and who asked. */
    record Question(String projectId, String secretId, String actor, long sequence) {}

    // question → who waits for its answer
    private final Map<Question, Set<CompletableFuture<Optional<MatchAnswer>>>> waiting = new ConcurrentHashMap<>();
    private final Projection projection;
    private final Executor executor;

    private MatchAnswers(Projection projection, Executor executor) {
        this.projection = projection;
        this.executor = executor;
    }

    /** Listens to the projection from now on; whoever waited goes on on the executor, not on the thread that folds. */
    static MatchAnswers over(Projection projection, Executor executor) {
        MatchAnswers answers = new MatchAnswers(projection, executor);
        projection.addListener(answers);
        return answers;
    }

    /**
     * Completes with the answer, or with nothing where there is none in time.
     *
     * @throws io.actionflow.secrets.app.http.ProblemException where the question is so old that nobody remembers it
     */
    CompletableFuture<Optional<MatchAnswer>> answer(Question question, Duration patience) {
        CompletableFuture<Optional<MatchAnswer>> answer = new CompletableFuture<>();
        waiting.compute(question, (key, before) -> {
            var all = before == null ? ConcurrentHashMap.<CompletableFuture<Optional<MatchAnswer>>>newKeySet() : before;
            all.add(answer);
            return all;
        });
        CompletableFuture<Optional<MatchAnswer>> settled = answer.completeOnTimeout(
                        Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((found, failure) -> forget(question, answer));
        try {
            // The event may have come before.
            known(question).ifPresent(it -> answer.complete(Optional.of(it)));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return settled;
    }

    @Override
    public void folded(RecordedEvent event, ProjectEntry project, Collection<String> activated) {
        if (event.event() instanceof MatchAnswered it) {
            Question question = new Question(event.projectId(), it.secretId(), it.askedBy(), it.asked());
            waiting.getOrDefault(question, Set.of())
                    .forEach(waiter -> waiter.completeAsync(() -> Optional.of(it.answer()), executor));
        }
    }

    private Optional<MatchAnswer> known(Question question) {
        MatchesEntry matches = projection.project(question.projectId).matches(question.secretId, question.actor);
        AskedMatch asked = matches.matches().stream()
                .filter(it -> it.sequence() == question.sequence)
                .findAny()
                .orElseThrow(() -> Outcomes.forgottenMatch().asException());
        return Stream.ofNullable(asked.answer()).findAny();
    }

    private void forget(Question question, CompletableFuture<Optional<MatchAnswer>> answer) {
        waiting.computeIfPresent(question, (key, all) -> {
            all.remove(answer);
            return all.isEmpty() ? null : all;
        });
    }
}
