package io.actionflow.secrets.commands.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.commands.agreement.Step.Arrival;
import io.actionflow.secrets.commands.decide.Deciders;
import io.actionflow.secrets.commands.decide.Decision;
import io.actionflow.secrets.projections.evolve.History;
import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.UploadEntry;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandCodec;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ProjectKeys;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.ProjectDeleted;
import io.actionflow.secrets.schemas.event.ProjectErased;
import io.actionflow.secrets.schemas.event.ProjectKeyRotated;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeCodec;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The write side and the read side of the production code, with bytes between them as Kafka would have them. What the
 * command processor adds is modelled in two lines: it remembers outcomes, and it forgets an upload that was claimed.
 */
final class Sides {

    private record Record(String key, byte[] value) {}

    private final CommandCodec commands;
    private final ProjectKeys keys;
    private final Map<GenerationKey, byte[]> writersKeys = new HashMap<>();
    private final Map<GenerationKey, byte[]> readersKeys = new HashMap<>();
    private final EventCodec events;
    private final ProjectKeys readers;
    private final EventCodec readersEvents;
    private final OutcomeCodec outcomes;

    private final MemoryEntryStore written = new MemoryEntryStore();
    private final MemoryEntryStore read = new MemoryEntryStore();
    private final List<Record> log = new ArrayList<>();
    private final Map<String, Outcome> answered = new HashMap<>();

    Sides(MetadataCipher cipher) {
        this.commands = new CommandCodec(cipher);
        this.keys = new ProjectKeys(cipher);
        this.events = new EventCodec(keys.using(writersKeys::get));
        this.readers = new ProjectKeys(cipher);
        this.readersEvents = new EventCodec(readers.using(readersKeys::get));
        this.outcomes = new OutcomeCodec(cipher);
    }

    void arrives(String projectId, ValueRef value, Arrival arrival) {
        ProjectView view = writeSide(projectId);
        if (arrival == Arrival.NEVER || view.value(value.valueId()) != null || view.upload(value.valueId()) != null) {
            return;
        }
        int next = arrival == Arrival.IN_PART ? value.chunks() - 1 : value.chunks();
        Sha256 digest = arrival == Arrival.AS_OTHER_CHUNKS ? Sha256.ZERO : value.digest();
        written.put(
                Keys.upload(projectId, value.valueId()),
                new UploadEntry(value.valueId(), value.chunks(), next, value.size(), digest, Instant.EPOCH));
    }

    Outcome ask(String commandId, Instant at, Command command) throws DecryptionException {
        Outcome known = answered.get(commandId);
        if (known != null) {
            return known;
        }
        Command received = throughTopic(commandId, command);
        EventMeta meta = new EventMeta(commandId, received.actor(), at);
        ProjectState state = writeSide(received.projectId());
        Decision decision = Deciders.decide(state, meta, received);
        if (decision.event() != null) {
            append(state, decision.event());
        }
        if (decision.event() instanceof ProjectDeleted) {
            erase(state, meta);
        }
        Outcome outcome = throughTopic(commandId, decision.outcome());
        answered.put(commandId, outcome);
        return outcome;
    }

    /** The read side meets an event of the log once more. */
    void redeliver(int back) throws DecryptionException {
        if (!log.isEmpty()) {
            Map<String, Entry> before = read.entries();
            assertThat(fold(read, log.get(log.size() - 1 - back % log.size())))
                    .as("whether an event counts twice")
                    .isFalse();
            assertThat(read.entries()).isEqualTo(before);
        }
    }

    /** Both sides and a replay from the first event hold exactly the same. */
    void assertSame() throws DecryptionException {
        Map<String, Entry> facts = written.entries();
        facts.keySet().removeIf(key -> key.startsWith(Keys.UPLOADS));
        assertThat(read.entries()).as("read side and write side").isEqualTo(facts);
        forgetUnreadable(facts);
        MemoryEntryStore replayed = new MemoryEntryStore();
        for (Record event : log) {
            assertThat(fold(replayed, event)).isTrue();
        }
        assertThat(replayed.entries()).as("replay from the beginning").isEqualTo(facts);
    }

    /** Of a deleted project nobody can read anything but where its history stands. */
    private void forgetUnreadable(Map<String, Entry> facts) {
        List<String> deleted = Scripts.PROJECTS.stream()
                .filter(id -> facts.get(Keys.project(id)) instanceof ProjectEntry project && project.deleted())
                .toList();
        deleted.forEach(
                id -> facts.keySet().removeIf(key -> key.startsWith(id + "/") && !key.equals(Keys.project(id))));
    }

    ProjectView readSide(String projectId) {
        return new ProjectView(projectId, read, Story.HASH);
    }

    private ProjectState writeSide(String projectId) {
        return new ProjectState(projectId, written, Story.HASH);
    }

    private void append(ProjectState state, Event decided) throws DecryptionException {
        ProjectEntry project = state.projectEver();
        EventKey place = new EventKey(state.projectId(), project == null ? 1 : project.sequence() + 1);
        Sha256 previous = project == null ? Sha256.ZERO : project.lastHash();
        Event event = withKey(state.projectId(), decided);
        EventCodec.Sealed sealed = events.seal(place, generation(project, event), previous, event);
        History.fold(state, new RecordedEvent(place.projectId(), place.sequence(), previous, sealed.hash(), event));
        ValueRef claimed = event.value();
        if (claimed != null) {
            written.delete(Keys.upload(state.projectId(), claimed.valueId()));
        }
        Record record = new Record(sealed.key(), sealed.value());
        log.add(record);
        assertThat(fold(read, record)).isTrue();
    }

    /** As the processor does, in one piece: both sides lose the keys, and the receipt can be read without. */
    private void erase(ProjectState state, EventMeta meta) throws DecryptionException {
        List<RecordDigest> destroyed = new ArrayList<>();
        for (GenerationKey key : List.copyOf(writersKeys.keySet())) {
            if (key.projectId().equals(state.projectId())) {
                byte[] proof = keys.destroyed(key);
                writersKeys.put(key, proof);
                readersKeys.put(key, proof);
                keys.forget(key);
                readers.forget(key);
                destroyed.add(RecordDigest.of(key.text(), proof));
            }
        }
        append(state, new ProjectErased(meta, destroyed, List.of("the-last-value")));
    }

    /** As the processor does: what needs a key gets one, which the read side meets first. */
    private Event withKey(String projectId, Event decided) {
        if (decided instanceof ProjectCreated created) {
            return created.withKey(newKey(new GenerationKey(projectId, 1)));
        } else if (decided instanceof ProjectKeyRotated rotated) {
            return rotated.withKey(newKey(new GenerationKey(projectId, rotated.generation())));
        }
        return decided;
    }

    private RecordDigest newKey(GenerationKey key) {
        byte[] record = keys.create(key);
        writersKeys.put(key, record);
        readersKeys.put(key, record);
        return RecordDigest.of(key.text(), record);
    }

    private static int generation(ProjectEntry before, Event event) {
        if (event instanceof ProjectKeyRotated rotated) {
            return rotated.generation();
        }
        return before == null ? 1 : before.generation();
    }

    private boolean fold(MemoryEntryStore store, Record record) throws DecryptionException {
        EventKey place = (EventKey) RecordKey.parse(record.key());
        ProjectState state = new ProjectState(place.projectId(), store, Story.HASH);
        try {
            return History.fold(state, readersEvents.open(place, record.value()));
        } catch (DecryptionException e) {
            assertThat(e.reason()).isEqualTo(DecryptionException.Reason.PROJECT_KEY_DESTROYED);
            return History.pass(state, EventCodec.link(place, record.value()));
        }
    }

    private Command throughTopic(String commandId, Command command) throws DecryptionException {
        byte[] bytes = commands.seal(commandId, 0, command);
        return commands.open(WireRecords.CODEC.decode(bytes, EncryptedCommand.class));
    }

    private Outcome throughTopic(String commandId, Outcome outcome) throws DecryptionException {
        byte[] bytes = outcomes.seal(commandId, outcome);
        return outcomes.open(WireRecords.CODEC.decode(bytes, CommandResult.class));
    }
}
