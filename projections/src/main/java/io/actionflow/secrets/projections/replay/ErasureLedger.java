package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.projections.evolve.BrokenHistoryException;
import io.actionflow.secrets.projections.evolve.History;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.RetiredEntry;
import io.actionflow.secrets.projections.state.TextHash;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventLink;
import io.actionflow.secrets.schemas.event.GivenUpValue;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.ValueResealed;
import io.actionflow.secrets.schemas.event.ValuesErased;
import io.actionflow.secrets.schemas.event.ValuesErasing;
import io.actionflow.secrets.schemas.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has become of every value that left, told by events alone. It folds the state in memory, as large as that is, with the
 * same evolvers as everybody.
 */
public final class ErasureLedger {

    // Nobody else sees these keys: there is nothing to hide from.
    private static final TextHash HASH = (projectId, text) ->
            Sha256.hash(text.getBytes(StandardCharsets.UTF_8)).toString();

    private final MemoryEntryStore entries = new MemoryEntryStore();
    // projectId/valueId → what is known of it
    private final Map<String, Line> givenUp = new LinkedHashMap<>();

    /** How far a value has got. */
    public enum Stage {
        /** Retired, and kept for its retention. */
        KEPT,
        /** Given up; the broker may still have something of it. */
        ERASING,
        /** The broker was seen to have nothing of it. */
        ERASED
    }

    /**
     * One value that left.
     *
     * @param secretId whose it was; empty where the event that gave it up does not say
     * @param used whether a Sync ever made it active
     * @param givenUpAt null while it is kept
     * @param erasedAt null until the receipt
     */
    public record Line(
            String projectId,
            String secretId,
            String valueId,
            Instant retiredAt,
            boolean used,
            @Nullable Instant givenUpAt,
            @Nullable Instant erasedAt) {

        public Stage stage() {
            if (erasedAt != null) {
                return Stage.ERASED;
            }
            return givenUpAt == null ? Stage.KEPT : Stage.ERASING;
        }

        private Line erased(Instant at) {
            return new Line(projectId, secretId, valueId, retiredAt, used, givenUpAt, at);
        }
    }

    /** Takes the next event of its project; throws {@link BrokenHistoryException} where it is not the next one. */
    public void fold(RecordedEvent recorded) {
        History.fold(new ProjectState(recorded.projectId(), entries, HASH), recorded);
        Event event = recorded.event();
        if (event instanceof ValuesErasing erasing) {
            erasing.values()
                    .forEach(value ->
                            giveUp(recorded.projectId(), value, event.meta().at()));
        } else if (event instanceof ValuesErased erased) {
            erased.valueIds()
                    .forEach(id -> givenUp.computeIfPresent(
                            key(recorded.projectId(), id),
                            (key, line) -> line.erased(event.meta().at())));
        } else {
            Instant at = event.meta().at();
            String secretId = secretOf(recorded);
            event.erased().forEach(id -> giveUp(recorded.projectId(), new GivenUpValue(secretId, id, at, true), at));
        }
    }

    /** Of a copy that another one replaces, and of a candidate; of a deleted project's values nobody can tell. */
    private String secretOf(RecordedEvent recorded) {
        Event event = recorded.event();
        if (event instanceof ValueResealed resealed) {
            ProjectState state = new ProjectState(recorded.projectId(), entries, HASH);
            return Objects.requireNonNull(state.value(resealed.valueId())).secretId();
        }
        return event instanceof MatchAnswered answered ? answered.secretId() : "";
    }

    /** Takes an event of a deleted project that nobody can read any more. */
    public void pass(EventLink erased) {
        History.pass(new ProjectState(erased.projectId(), entries, HASH), erased);
    }

    /** Visits every value that left: those that are given up as they were, then those that are kept, by time. */
    public void lines(Consumer<Line> visitor) {
        givenUp.values().forEach(visitor);
        entries.range(Keys.RETIRED, Keys.RETIRED + Keys.BEHIND_PROJECTS, (key, entry) -> {
            RetiredEntry it = (RetiredEntry) Objects.requireNonNull(entry.get());
            visitor.accept(new Line(Keys.projectOf(key), it.secretId(), it.valueId(), it.at(), it.used(), null, null));
            return true;
        });
    }

    /** The same, all at once. */
    public Collection<Line> lines() {
        Collection<Line> lines = new ArrayList<>();
        lines(lines::add);
        return lines;
    }

    private void giveUp(String projectId, GivenUpValue value, Instant at) {
        givenUp.put(
                key(projectId, value.valueId()),
                new Line(projectId, value.secretId(), value.valueId(), value.retiredAt(), value.used(), at, null));
    }

    private static String key(String projectId, String valueId) {
        return projectId + "/" + valueId;
    }
}
