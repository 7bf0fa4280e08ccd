package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.app.system.CrashClients.Told;
import io.actionflow.secrets.app.system.CrashClients.Value;
import io.actionflow.secrets.projections.replay.Replay;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what clients were told with what stands on the topics, and that with what readers serve. */
final class CrashVerdict {

    /** An Actionflow that binds every secret of its project, so that each value can be opened in the end. */
    private static final String EVERYTHING = "everything";

    private static final Duration SOON = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final TestKeys keys;
    private final CrashClients clients;
    private final CrashLog log;

    private CrashVerdict(String bootstrapServers, TestKeys keys, CrashClients clients, CrashLog log) {
        this.bootstrapServers = bootstrapServers;
        this.keys = keys;
        this.clients = clients;
        this.log = log;
    }

    /** Reads the topics as they are now. */
    static CrashVerdict of(String bootstrapServers, TestKeys keys, CrashClients clients) throws Exception {
        return new CrashVerdict(bootstrapServers, keys, clients, CrashLog.read(bootstrapServers, keys));
    }

    /** The last commands: in every project they come after whatever was sent again. */
    static void bindAllThatIsLeft(String bootstrapServers, TestKeys keys, CrashClients clients) throws Exception {
        Replay replay = CrashLog.read(bootstrapServers, keys).replay();
        for (String project : clients.projects()) {
            List<String> secrets = new ArrayList<>();
            replay.project(project).secrets(secret -> secrets.add(secret.secretId()));
            clients.bindAndSync(project, EVERYTHING, secrets);
        }
    }

    int repeatedAnswers() {
        return log.answers().values().stream()
                .mapToInt(given -> given.size() - 1)
                .sum();
    }

    int events() {
        return log.replay().histories().values().stream().mapToInt(List::size).sum();
    }

    /** Every outcome and nothing else: one event for each command that was accepted, the same answer however often. */
    void everyClientWasToldTheTruth() {
        Map<String, List<RecordedEvent>> events = log.byCommand();
        assertThat(clients.told().keySet()).containsAll(events.keySet());
        clients.told().forEach((commandId, told) -> {
            List<RecordedEvent> caused = events.getOrDefault(commandId, List.of());
            assertThat(caused).as(commandId).hasSize(isRecorded(told) ? 1 : 0);
            for (RecordedEvent event : caused) {
                assertThat(event.projectId()).isEqualTo(told.projectId());
                assertThat(event.sequence()).isEqualTo(told.outcome().sequence());
                assertThat(event.event() instanceof CommandRefused).isEqualTo(told.outcome() instanceof Rejected);
            }
            assertThat(log.answers().get(commandId)).isNotEmpty().containsOnly(told.outcome());
        });
        assertThat(log.answers().keySet()).isEqualTo(clients.told().keySet());
    }

    private static boolean isRecorded(Told told) {
        if (told.outcome() instanceof Accepted accepted) {
            return told.value() != CrashClients.NOTHING || accepted.changes() > 0;
        }
        return ((Rejected) told.outcome()).code() == RejectionCode.PERMISSION_DENIED;
    }

    /** Whatever was sealed for a command that was not accepted, or for a second time, has its tombstone. */
    void noUnclaimedValueIsLeft() {
        assertThat(log.chunks()).allSatisfy(chunk -> assertThat(
                        log.replay().project(chunk.projectId()).value(chunk.valueId()))
                .isNotNull());
        log.replay().histories().forEach((project, history) -> history.stream()
                .filter(it -> it.event().value() != null)
                .forEach(it -> assertThat(log.chunks())
                        .filteredOn(chunk ->
                                chunk.valueId().equals(it.event().value().valueId()))
                        .hasSize(it.event().value().chunks())));
    }

    /** A reader on this state directory shows the same as a replay, and opens what was last synchronized. */
    void readersAgreeWithReplay(Path stateDirectory, String applicationId) throws Exception {
        Map<String, String> kafka = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "state.dir",
                stateDirectory.toString(),
                "application.id",
                applicationId);
        try (KafkaProjection projection = KafkaProjection.start(kafka, keys.reading())) {
            projection.awaitCaughtUp(SOON);
            for (String project : clients.projects()) {
                List<RecordedEvent> history = log.replay().histories().get(project);
                Map<String, Object> expected = CrashPicture.of(log.replay().project(project), history);
                assertThat(CrashPicture.of(projection.project(project), history).entrySet())
                        .containsExactlyElementsOf(expected.entrySet());
            }
            opensEveryValue(projection, keys.values());
        }
    }

    private void opensEveryValue(KafkaProjection projection, KeysetHandle valueKeys) throws Exception {
        try (Resolver resolver = Resolver.of(projection, valueKeys)) {
            for (String project : clients.projects()) {
                Map<String, Value> active =
                        synchronizedValues(log.replay().histories().get(project));
                try (Run run = resolver.begin(project, EVERYTHING).orElseThrow()) {
                    for (Map.Entry<String, Value> secret : active.entrySet()) {
                        try (SecretValue value =
                                run.resolveSecret("node", secret.getKey()).orElseThrow()) {
                            assertThat(value.matches(secret.getValue().bytes())).isTrue();
                        }
                    }
                }
            }
        }
    }

    /** What the clients meant, by secret id, as of the last Sync: made from the commands, not from the state. */
    private Map<String, Value> synchronizedValues(List<RecordedEvent> history) {
        Map<String, Value> draft = new HashMap<>();
        Map<String, Value> active = Map.of();
        for (RecordedEvent recorded : history) {
            Event event = recorded.event();
            Told told = clients.told().get(event.meta().commandId());
            if (event instanceof SecretAdded added) {
                draft.put(added.secretId(), told.value());
            } else if (event instanceof SecretEdited edited && edited.value() != null) {
                draft.put(edited.secretId(), told.value());
            } else if (event instanceof SecretDeleted deleted) {
                draft.remove(deleted.secretId());
            } else if (event instanceof Synced) {
                active = Map.copyOf(draft);
            }
        }
        return active;
    }
}
