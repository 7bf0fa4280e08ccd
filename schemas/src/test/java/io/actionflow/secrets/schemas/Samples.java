package io.actionflow.secrets.schemas;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.AnswerMatch;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandTypes;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.MatchSecret;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.ResealValue;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.ActionflowDeleted;
import io.actionflow.secrets.schemas.event.ActionflowSaved;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.EventTypes;
import io.actionflow.secrets.schemas.event.GivenUpValue;
import io.actionflow.secrets.schemas.event.MatchAnswered;
import io.actionflow.secrets.schemas.event.MatchAsked;
import io.actionflow.secrets.schemas.event.MemberRemoved;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.ProjectDeleted;
import io.actionflow.secrets.schemas.event.ProjectErased;
import io.actionflow.secrets.schemas.event.ProjectErasing;
import io.actionflow.secrets.schemas.event.ProjectKeyRotated;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.event.ValueResealed;
import io.actionflow.secrets.schemas.event.ValuesErased;
import io.actionflow.secrets.schemas.event.ValuesErasing;
import io.actionflow.secrets.schemas.record.Beat;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Checkpoint;
import io.actionflow.secrets.schemas.record.ChunkDigest;
import io.actionflow.secrets.schemas.record.CommandResult;
import io.actionflow.secrets.schemas.record.Compared;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.HeldKey;
import io.actionflow.secrets.schemas.record.HeldValueKey;
import io.actionflow.secrets.schemas.record.HostedPartition;
import io.actionflow.secrets.schemas.record.ImportFinished;
import io.actionflow.secrets.schemas.record.ImportedRecord;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import io.actionflow.secrets.schemas.record.ProjectKey;
import io.actionflow.secrets.schemas.record.ProjectKeyDestroyed;
import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.ResolverReport;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.ServedSync;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import io.actionflow.secrets.schemas.record.UsageCount;
import io.actionflow.secrets.schemas.record.UsagePlace;
import io.actionflow.secrets.schemas.record.UsageSum;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.ValueDigest;
import io.actionflow.secrets.schemas.record.ValueHint;
import io.actionflow.secrets.schemas.record.ValueKey;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeTypes;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.result.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One sample of every record type, the same for ever: golden bytes are frozen from them. Each has every field set to
 * something that a careless encoder would get wrong.
 */
public final class Samples {

    public static final String PROJECT = "project-7";
    public static final String COMMAND_ID = "0d9f6c1e-5b7a-4a1e-9d56-3f0a8a2f4c11";
    public static final String ACTOR = "olga@example.com";

    /** Text with a NUL, a newline, a quote, a combining mark, right-to-left letters and a character beyond 16 bits. */
    public static final String TEXT = "a\0b\n'c' e\u0301 \u05d0\u05d1 \ud83d\udd11";

    /** A value of one chunk, of which nothing was noted. */
    public static final ValueRef VALUE_WITHOUT_HINTS =
            new ValueRef("value-1", 1, 61, ChunkDigest.append(ChunkDigest.start(), bytes(61)));

    /** The same, with a hint that every version knows and one that none does. */
    public static final ValueRef VALUE = new ValueRef(
            VALUE_WITHOUT_HINTS.valueId(),
            VALUE_WITHOUT_HINTS.chunks(),
            VALUE_WITHOUT_HINTS.size(),
            VALUE_WITHOUT_HINTS.digest(),
            List.of(ValueHint.TRAILING_NEWLINE.name(), "A_HINT_OF_LATER"));

    public static final EventMeta META = new EventMeta(COMMAND_ID, ACTOR, Instant.parse("2026-02-03T04:05:06.789Z"));

    private static final List<Binding> BINDINGS = List.of(
            new Binding("node 1", "Call API", "headers.Authorization", "secret-1"),
            new Binding("node 1", "Call API", TEXT, "secret-2"));

    public static final List<Command> COMMANDS = List.of(
            new CreateProject(PROJECT, ACTOR),
            new SetMemberRole(PROJECT, ACTOR, "max@example.com", Role.MANAGER),
            new RemoveMember(PROJECT, ACTOR, "max@example.com"),
            new AddSecret(PROJECT, ACTOR, "secret-1", TEXT, "for the payment API", VALUE),
            new EditSecret(PROJECT, ACTOR, "secret-1", "new name", "", VALUE, 3L),
            new DeleteSecret(PROJECT, ACTOR, "secret-1", 3L),
            new SaveActionflow(PROJECT, ACTOR, "flow-1", BINDINGS),
            new DeleteActionflow(PROJECT, ACTOR, "flow-1"),
            new Sync(PROJECT, ACTOR),
            new MatchSecret(PROJECT, ACTOR, "secret-1", Compared.ACTIVE, VALUE),
            new ResealValue(PROJECT, "resolver-1", "value-0", "value-2", VALUE, 0xFFFF_FFFEL, bytes(69)),
            new AnswerMatch(PROJECT, "resolver-1", 300, MatchAnswer.DIFFERENT, bytes(69)),
            new RotateProjectKey(PROJECT, ACTOR),
            new DeleteProject(PROJECT, ACTOR, PROJECT));

    public static final List<Event> EVENTS = List.of(
            new ProjectCreated(META, RecordDigest.of(PROJECT + "/key/00001", bytes(4))),
            new MemberRoleSet(META, "max@example.com", Role.VIEWER),
            new MemberRemoved(META, "max@example.com"),
            new SecretAdded(META, "secret-1", TEXT, "for the payment API", VALUE),
            new SecretEdited(META, "secret-1", 2, "new name", "", VALUE),
            new SecretDeleted(META, "secret-1"),
            new ActionflowSaved(META, "flow-1", 1, BINDINGS),
            new ActionflowDeleted(META, "flow-1"),
            new Synced(META, 300, 2),
            new CommandRefused(META, "DeleteSecret", RejectionCode.PERMISSION_DENIED, "secret-1"),
            new ValueResealed(META, "value-1", "value-2", VALUE, 0xFFFF_FFFEL),
            new MatchAsked(META, "secret-1", Compared.ACTIVE, "value-0", VALUE),
            new MatchAnswered(META, 300, "secret-1", ACTOR, "value-1", MatchAnswer.EQUAL),
            new ProjectKeyRotated(META, 300, RecordDigest.of(PROJECT + "/key/00300", bytes(5))),
            new ProjectDeleted(META),
            new ProjectErasing(META, List.of("value-1", "value-2")),
            new ProjectErased(META, List.of(RecordDigest.of(PROJECT + "/key/00001", bytes(6))), List.of("value-3")),
            new ValuesErasing(
                    META,
                    List.of(new GivenUpValue("secret-1", "value-1", META.at().minusMillis(1), true))),
            new ValuesErased(META, List.of("value-1")));

    public static final List<Outcome> OUTCOMES = List.of(
            new Accepted(41, 3, 2, 0),
            new Rejected(
                    42,
                    RejectionCode.SECRET_BOUND,
                    "Expected to delete secret 'x', but Actionflow 'flow-1' binds it in node 'node 1'",
                    "secretId",
                    7L,
                    List.of(new Usage("flow-1", 4, "node 1", TEXT)),
                    130,
                    META.at()));

    public static final List<Object> RECORDS = List.of(
            new EncryptedCommand(COMMAND_ID, 5, bytes(70)),
            new CommandResult(COMMAND_ID, bytes(71)),
            new EncryptedEvent(
                    Sha256.hash(bytes(3)),
                    ValueDigest.of(VALUE),
                    List.of(RecordDigest.of(PROJECT + "/key/00001", bytes(4))),
                    List.of("value-2"),
                    bytes(72)),
            new ProjectKey(bytes(73)),
            new ProjectKeyDestroyed(bytes(33)),
            new Beat(),
            new ValueChunk("value-1", 0, 1, bytes(61)),
            new ResolverReport(
                    "resolver-1",
                    "secret-resolver-0d9f6c1e",
                    "https://resolver-1.example.com:8443",
                    META.at().minusSeconds(3600),
                    META.at(),
                    Duration.ofSeconds(1),
                    true,
                    List.of(new HostedPartition(0, META.at()), new HostedPartition(300, META.at())),
                    List.of(new ServedSync(PROJECT, 300, META.at())),
                    List.of(new HeldValueKey(7, 300L), new HeldValueKey(-7, null)),
                    List.of(new HeldKey(300))),
            new UsageSum(bytes(74)),
            new UsageCount(
                    new UsagePlace("secret-1", "flow-1", 300, TEXT),
                    301,
                    META.at().minusSeconds(3600),
                    META.at()),
            new ValueKey(bytes(32), META.at(), META.at().plusSeconds(1), bytes(33)),
            new SignedCheckpoint(new Checkpoint(PROJECT, 300, Sha256.hash(bytes(5)), META.at()), bytes(69)),
            new ImportedRecord(COMMAND_ID, 5, PROJECT + "/key/00001", bytes(74)),
            new ImportFinished(COMMAND_ID, 5, 300, Sha256.hash(bytes(6))));

    /** What golden bytes of an earlier version give, where that is not the sample. */
    public static final Map<String, Object> READ_FROM_OLD = Map.of(
            "ResolverReport.v1",
            new ResolverReport(
                    "resolver-1",
                    "secret-resolver-0d9f6c1e",
                    "https://resolver-1.example.com:8443",
                    META.at().minusSeconds(3600),
                    META.at(),
                    Duration.ofSeconds(1),
                    true,
                    List.of(new HostedPartition(0, META.at()), new HostedPartition(300, META.at())),
                    List.of(new ServedSync(PROJECT, 300, META.at())),
                    List.of(),
                    List.of()),
            "EncryptedEvent.v1",
            new EncryptedEvent(Sha256.hash(bytes(3)), ValueDigest.of(VALUE), List.of(), List.of(), bytes(72)),
            "Rejected.v1",
            new Rejected(
                    42,
                    RejectionCode.SECRET_BOUND,
                    "Expected to delete secret 'x', but Actionflow 'flow-1' binds it in node 'node 1'",
                    "secretId",
                    7L,
                    List.of(new Usage("flow-1", 4, "node 1", TEXT)),
                    130),
            "ProjectCreated.v1",
            new ProjectCreated(META),
            "AddSecret.v1",
            new AddSecret(PROJECT, ACTOR, "secret-1", TEXT, "for the payment API", VALUE_WITHOUT_HINTS),
            "EditSecret.v1",
            new EditSecret(PROJECT, ACTOR, "secret-1", "new name", "", VALUE_WITHOUT_HINTS, 3L),
            "DeleteSecret.v1",
            new DeleteSecret(PROJECT, ACTOR, "secret-1"),
            "SecretAdded.v1",
            new SecretAdded(META, "secret-1", TEXT, "for the payment API", VALUE_WITHOUT_HINTS),
            "SecretEdited.v1",
            new SecretEdited(META, "secret-1", 2, "new name", "", VALUE_WITHOUT_HINTS));

    private Samples() {}

    /** The sample of one type. */
    public static <T> T of(Class<T> type) {
        return all().filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("Add a sample of " + type.getSimpleName() + " to the lists of Samples"));
    }

    public static Stream<Object> all() {
        return Stream.of(COMMANDS, EVENTS, OUTCOMES, RECORDS).flatMap(List::stream);
    }

    /** Every record type of the wire. */
    public static Stream<RecordType<?>> types() {
        return Stream.of(CommandTypes.ALL, EventTypes.ALL, OutcomeTypes.ALL, WireRecords.ALL)
                .flatMap(List::stream);
    }

    /** The codec that the type belongs to. */
    public static SingleObjectCodec codecOf(Class<?> type) {
        if (Command.class.isAssignableFrom(type)) {
            return CommandTypes.CODEC;
        } else if (Event.class.isAssignableFrom(type)) {
            return EventTypes.CODEC;
        }
        return Outcome.class.isAssignableFrom(type) ? OutcomeTypes.CODEC : WireRecords.CODEC;
    }

    /** The bytes 0, 1, 2, … */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
