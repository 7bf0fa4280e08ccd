package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.ErasingEntry;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.RetiredEntry;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.GivenUpValue;
import io.actionflow.secrets.schemas.event.ValuesErased;
import io.actionflow.secrets.schemas.event.ValuesErasing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Gives up the values of one partition whose retention is over, beats while the broker has something to erase, and writes
 * the receipt once a witness has seen that nothing is left.
 *
 * <p>Each step is one transaction, and each is found again in the state after a crash: what is retired, what is given up and
 * awaits its receipt. Only what the witness saw is lost, and it is asked again.
 */
final class Erasure {

    /** The ids of an event stand in it twice: together they stay far below a record's limit. */
    static final int MOST_VALUES_AN_EVENT = 1_000;

    /** So many values are watched at a time, which bounds the memory that watching takes. */
    static final int MOST_WATCHED = 10_000;

    private final EntryStore entries;
    private final Function<String, ProjectState> states;
    private final Recorder recorder;
    private final Outbox outbox;
    private final ErasureSettings settings;
    private final Witness witness;
    private final int partition;
    private final ProcessorMetrics metrics;

    Erasure(
            EntryStore entries,
            Function<String, ProjectState> states,
            Recorder recorder,
            Outbox outbox,
            ErasureSettings settings,
            Witness witness,
            int partition,
            ProcessorMetrics metrics) {
        this.entries = entries;
        this.states = states;
        this.recorder = recorder;
        this.outbox = outbox;
        this.settings = settings;
        this.witness = witness;
        this.partition = partition;
        this.metrics = metrics;
    }

    /** Takes the next step for whatever is waiting for one. */
    void proceed(Instant now) {
        due(now).forEach((projectId, values) -> giveUp(projectId, values, now));
        receipts(now);
        Map<ErasedValue, Instant> pending = pending();
        if (!pending.isEmpty()) {
            beatIfQuiet(now);
            witness.watch(partition, pending);
        }
    }

    /** The partition goes to somebody else, or the processor stops. */
    void close() {
        witness.forget(partition);
        metrics.erasing(partition, 0, Instant.MAX);
    }

    // ------------------------------------------------------------------ retired → given up

    private Map<String, List<RetiredEntry>> due(Instant now) {
        Map<String, List<RetiredEntry>> due = new LinkedHashMap<>();
        AtomicInteger tombstones = new AtomicInteger();
        String last = Keys.retiredAt(now.minus(settings.retention())) + Keys.BEHIND_PROJECTS;
        entries.range(Keys.RETIRED, last, (key, entry) -> {
            String projectId = Keys.projectOf(key);
            ProjectState state = states.apply(projectId);
            if (state.isImporting()) {
                return true;
            }
            RetiredEntry retired = (RetiredEntry) entry.get();
            due.computeIfAbsent(projectId, id -> new ArrayList<>()).add(retired);
            int chunks = value(state, retired).value().chunks();
            return tombstones.addAndGet(chunks) < Outbox.MOST_TOMBSTONES_AT_ONCE;
        });
        return due;
    }

    private void giveUp(String projectId, List<RetiredEntry> values, Instant now) {
        ProjectState state = states.apply(projectId);
        values.forEach(value -> checkUnreachable(state, value));
        for (List<RetiredEntry> some : inParts(values)) {
            List<GivenUpValue> given = some.stream()
                    // The chunks stand under the id of the current copy.
                    .map(it -> new GivenUpValue(
                            it.secretId(), value(state, it).value().valueId(), it.at(), it.used()))
                    .toList();
            recorder.record(state, new ValuesErasing(EventMeta.ofSystem(now), given), now);
            some.forEach(it -> outbox.tombstones(projectId, value(state, it).value(), now));
        }
        metrics.givenUp(values.size());
    }

    /** Nothing can bring a value back: so look once more, whatever the table says. */
    private static void checkUnreachable(ProjectState state, RetiredEntry retired) {
        ProjectEntry project = Objects.requireNonNull(state.project());
        SecretEntry draft = state.secret(retired.secretId());
        ActiveSecretEntry active = state.activeSecret(retired.secretId(), project.sync());
        boolean isDraft = draft != null && draft.valueId().equals(retired.valueId());
        if (isDraft || active != null && retired.valueId().equals(active.valueId())) {
            throw new IllegalStateException("Value " + retired.valueId() + " of project " + state.projectId()
                    + " is retired and in use: nothing is erased on a state that is wrong");
        }
    }

    private static ValueEntry value(ProjectState state, RetiredEntry retired) {
        return Objects.requireNonNull(state.value(retired.valueId()));
    }

    // ------------------------------------------------------------------ given up → receipt

    private void receipts(Instant now) {
        Map<String, List<String>> gone = new LinkedHashMap<>();
        for (ErasedValue value : witness.gone(partition)) {
            // A receipt that was written in a transaction which came to nothing is still to be written; no other is.
            ProjectState state = states.apply(value.projectId());
            if (state.erasing(value.valueId()) != null && !state.isImporting()) {
                gone.computeIfAbsent(value.projectId(), id -> new ArrayList<>()).add(value.valueId());
            }
        }
        gone.forEach((projectId, valueIds) -> {
            for (List<String> some : inParts(valueIds)) {
                recorder.record(states.apply(projectId), new ValuesErased(EventMeta.ofSystem(now), some), now);
            }
            metrics.erased(valueIds.size());
        });
    }

    private Map<ErasedValue, Instant> pending() {
        Map<ErasedValue, Instant> pending = new LinkedHashMap<>();
        AtomicInteger count = new AtomicInteger();
        Instant[] oldest = {Instant.MAX};
        entries.range(Keys.ERASING, Keys.ERASING + Keys.BEHIND_PROJECTS, (key, entry) -> {
            count.incrementAndGet();
            if (pending.size() < MOST_WATCHED) {
                ErasingEntry erasing = (ErasingEntry) entry.get();
                pending.put(new ErasedValue(Keys.projectOf(key), erasing.valueId()), erasing.since());
                oldest[0] = erasing.since().isBefore(oldest[0]) ? erasing.since() : oldest[0];
            }
            return true;
        });
        metrics.erasing(partition, count.get(), oldest[0]);
        return pending;
    }

    /** A broker closes a segment, and so compacts it, only when something is appended after its time. */
    private void beatIfQuiet(Instant now) {
        if (!outbox.lastAppended().plus(settings.beatEvery()).isAfter(now)) {
            outbox.beat(now);
        }
    }

    private static <T> List<List<T>> inParts(List<T> list) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += MOST_VALUES_AN_EVENT) {
            parts.add(list.subList(from, Math.min(list.size(), from + MOST_VALUES_AN_EVENT)));
        }
        return parts;
    }
}
