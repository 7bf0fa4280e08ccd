package io.actionflow.secrets.resolver.duty;

import io.actionflow.secrets.projections.state.MatchEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.resolver.open.ProjectionChunks;
import io.actionflow.secrets.resolver.open.SealedValue;
import io.actionflow.secrets.resolver.open.SecretAddress;
import io.actionflow.secrets.resolver.open.ValueOpener;
import io.actionflow.secrets.schemas.command.AnswerMatch;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.event.MatchAsked;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import io.actionflow.secrets.schemas.record.Sha256;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whether candidates are the values that they are compared with: at once where it is the one to act, and a moment
 * after the other one is gone where it is not. It remembers which questions wait, and looks them up when partitions come.
 */
public final class Matcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Matcher.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final byte[] UNSIGNED = new byte[0];

    private final Hosted hosted;
    private final Comparison comparison;
    private final ResolverVoice voice;
    private final String resolverId;
    private final MeterRegistry registry;
    private final Background background = new Background("secret-matches", LOOK_EVERY, this::round);
    private final Set<Question> waiting = ConcurrentHashMap.newKeySet();
    private Set<Integer> looked = Set.of();

    private record Question(String projectId, long sequence) {}

    private Matcher(Hosted hosted, ValueOpener opener, ResolverVoice voice, String resolverId, MeterRegistry registry) {
        this.hosted = hosted;
        this.comparison = new Comparison(opener, new ProjectionChunks(hosted.projection()));
        this.voice = voice;
        this.resolverId = resolverId;
        this.registry = registry;
    }

    /** Starts to answer; from now on it hears of the projection's events. */
    public static Matcher start(
            Hosted hosted, ValueOpener opener, ResolverVoice voice, String resolverId, MeterRegistry registry) {
        Matcher matcher = new Matcher(hosted, opener, voice, resolverId, registry);
        hosted.projection().addListener((event, project, activated) -> matcher.folded(event));
        matcher.background.start();
        return matcher;
    }

    @Override
    public void close() {
        background.close();
    }

    /** On the thread that folds. */
    private void folded(RecordedEvent event) {
        if (event.event() instanceof MatchAsked) {
            waiting.add(new Question(event.projectId(), event.sequence()));
            background.wake();
        } else if (event.event() instanceof MatchAnswered answered) {
            waiting.remove(new Question(event.projectId(), answered.asked()));
        }
    }

    private void round() throws InterruptedException {
        Set<Integer> now = hosted.projection().hosted();
        if (!now.equals(looked)) {
            hosted.projects().visit(this::lookUp);
            looked = now;
        }
        for (Question question : waiting) {
            if (hosted.actsFor(question.projectId)) {
                answer(question);
            }
        }
    }

    private void lookUp(String projectId) {
        ProjectView view = hosted.projection().project(projectId);
        if (view.project() == null) {
            return; // deleted: it answers nothing any more
        }
        view.matches(match -> {
            waiting.add(new Question(projectId, match.sequence()));
            return true;
        });
    }

    private void answer(Question question) throws InterruptedException {
        try {
            ProjectView view = hosted.projection().project(question.projectId);
            MatchEntry match = view.project() == null ? null : view.match(question.sequence);
            if (match == null || say(question, answer(view, match))) {
                waiting.remove(question);
            }
        } catch (ProjectionUnavailableException e) {
            LOG.debug("A question can't be looked at now", e);
        }
    }

    private MatchAnswer answer(ProjectView view, MatchEntry match) {
        SecretAddress secret = new SecretAddress(view.projectId(), match.secretId());
        ValueEntry value = view.value(match.valueId());
        if (value == null || value.isErased()) {
            return MatchAnswer.UNKNOWN;
        }
        try {
            return comparison.areEqual(
                            new SealedValue(secret, match.valueId(), value.value()),
                            new SealedValue(secret, match.candidate()))
                    ? MatchAnswer.EQUAL
                    : MatchAnswer.DIFFERENT;
        } catch (DecryptionException e) {
            LOG.warn("A candidate, or the value that it is compared with, can't be opened: {}", e.reason());
            return MatchAnswer.UNKNOWN;
        }
    }

    /** Under an id that follows from the question: two that answer at once are one command. */
    private boolean say(Question question, MatchAnswer answer) throws InterruptedException {
        String commandId = Sha256.hash(("secret-match\0" + question.projectId + "\0" + question.sequence)
                        .getBytes(StandardCharsets.UTF_8))
                .toString();
        boolean answered = Answered.outcome(voice.say(
                        commandId,
                        new AnswerMatch(question.projectId, resolverId, question.sequence, answer, UNSIGNED)))
                .isPresent();
        if (answered) {
            Counter.builder("secrets.resolver.matches")
                    .description("Candidates that were compared")
                    .tag("answer", answer.name().toLowerCase(Locale.ROOT))
                    .register(registry)
                    .increment();
        }
        return answered;
    }
}
