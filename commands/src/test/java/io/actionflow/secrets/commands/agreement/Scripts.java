package io.actionflow.secrets.commands.agreement;

import io.actionflow.secrets.commands.agreement.Step.Arrival;
import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Scripts of random commands. Ids and names come from small pools, so that commands meet each other's effects; a script
 * is data and knows of no state, so that any part of it is a script again.
 */
final class Scripts {

    /** Ids that begin alike, so that a key which is cut wrongly is noticed. */
    static final List<String> PROJECTS = List.of("p", "p.q");

    static final List<String> MEMBERS = List.of("olga", "omar", "max", "edna", "vic");
    static final List<String> SECRETS = List.of("s", "s1", "s-1", "S1");
    static final List<String> ACTIONFLOWS = List.of("f", "f1");

    /** The second and the third are one name in two spellings. */
    static final List<String> NAMES =
            List.of("", "caf\u00e9", "cafe\u0301", "Caf\u00e9", "key", "key ", "\ud83d\udd11");

    private Scripts() {}

    static Arbitrary<List<Step>> ofSteps(int most) {
        Arbitrary<List<Step>> anything =
                step().list().ofMinSize(1).ofMaxSize(most).withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(beginning(), anything)
                .as((first, then) ->
                        Stream.concat(first.stream(), then.stream()).toList());
    }

    /** Most scripts begin with a past of each project: where nobody may do anything, little happens. */
    private static Arbitrary<List<Step>> beginning() {
        return Arbitraries.frequency(
                Tuple.of(1, List.of()),
                Tuple.of(9, past(Scripts::team)),
                Tuple.of(5, past(Scripts::activeTeam)),
                Tuple.of(5, past(Scripts::teamWithoutActionflow)));
    }

    private static List<Step> past(Function<String, Stream<Command>> ofProject) {
        return PROJECTS.stream()
                .flatMap(ofProject)
                .<Step>map(command -> new Step.Ask(command, Arrival.COMPLETE, 0))
                .toList();
    }

    private static Stream<Command> team(String project) {
        return Stream.of(
                new CreateProject(project, "olga"),
                new SetMemberRole(project, "olga", "max", Role.MANAGER),
                new SetMemberRole(project, "olga", "edna", Role.EDITOR),
                new AddSecret(project, "max", "s", "first", "", Story.value("first")),
                new AddSecret(project, "max", "s1", "second", "", Story.value("second")));
    }

    private static Stream<Command> activeTeam(String project) {
        return Stream.concat(
                team(project),
                Stream.of(
                        new SaveActionflow(project, "edna", "f", List.of(Story.call("n1", "key", "s"))),
                        new Sync(project, "edna")));
    }

    private static Stream<Command> teamWithoutActionflow(String project) {
        return Stream.concat(
                activeTeam(project), Stream.of(new DeleteActionflow(project, "edna", "f"), new Sync(project, "edna")));
    }

    private static Arbitrary<Step> step() {
        Arbitrary<Step> ask = Combinators.combine(
                        command(), arrival(), Arbitraries.integers().between(0, 5))
                .as(Step.Ask::new);
        Arbitrary<Step> resend = Arbitraries.integers().between(0, 7).map(Step.Resend::new);
        return Arbitraries.frequencyOf(Tuple.of(12, ask), Tuple.of(1, resend));
    }

    private static Arbitrary<Arrival> arrival() {
        return Arbitraries.frequency(
                Tuple.of(17, Arrival.COMPLETE),
                Tuple.of(1, Arrival.NEVER),
                Tuple.of(1, Arrival.IN_PART),
                Tuple.of(1, Arrival.AS_OTHER_CHUNKS));
    }

    private static Arbitrary<Command> command() {
        return Combinators.combine(Arbitraries.of(PROJECTS), actor())
                .flatAs((project, actor) -> Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.just(new CreateProject(project, actor))),
                        Tuple.of(3, setMemberRole(project, actor)),
                        Tuple.of(2, member().map(member -> new RemoveMember(project, actor, member))),
                        Tuple.of(8, addSecret(project, actor)),
                        Tuple.of(7, editSecret(project, actor)),
                        Tuple.of(4, deleteSecret(project, actor)),
                        Tuple.of(8, saveActionflow(project, actor)),
                        Tuple.of(5, Arbitraries.of(ACTIONFLOWS).map(id -> new DeleteActionflow(project, actor, id))),
                        Tuple.of(9, Arbitraries.just(new Sync(project, actor))),
                        Tuple.of(2, Arbitraries.just(new RotateProjectKey(project, actor))),
                        Tuple.of(1, confirmation(project).map(text -> new DeleteProject(project, actor, text)))));
    }

    /** Seldom the right one: after a deletion there is little left to happen. */
    private static Arbitrary<String> confirmation(String project) {
        return Arbitraries.frequency(Tuple.of(1, project), Tuple.of(2, "another"));
    }

    private static Arbitrary<String> actor() {
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just("olga")), Tuple.of(1, Arbitraries.of(MEMBERS)));
    }

    private static Arbitrary<String> member() {
        return Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.of(MEMBERS)), Tuple.of(1, Arbitraries.just("")));
    }

    private static Arbitrary<String> secretId() {
        return Arbitraries.frequencyOf(Tuple.of(40, Arbitraries.of(SECRETS)), Tuple.of(1, Arbitraries.just("no/id")));
    }

    private static Arbitrary<Command> setMemberRole(String project, String actor) {
        return Combinators.combine(member(), Arbitraries.of(Role.class))
                .as((member, role) -> new SetMemberRole(project, actor, member, role));
    }

    private static Arbitrary<Command> addSecret(String project, String actor) {
        return Combinators.combine(secretId(), name(), description(), value())
                .as((id, name, description, value) -> new AddSecret(project, actor, id, name, description, value));
    }

    private static Arbitrary<Command> editSecret(String project, String actor) {
        return Combinators.combine(
                        secretId(),
                        name().injectNull(0.5),
                        description().injectNull(0.7),
                        value().injectNull(0.4),
                        Arbitraries.longs().between(1, 4).injectNull(0.8))
                .as((id, name, description, value, expected) ->
                        new EditSecret(project, actor, id, name, description, value, expected));
    }

    private static Arbitrary<Command> deleteSecret(String project, String actor) {
        return Combinators.combine(secretId(), Arbitraries.longs().between(1, 4).injectNull(0.8))
                .as((id, expected) -> new DeleteSecret(project, actor, id, expected));
    }

    private static Arbitrary<Command> saveActionflow(String project, String actor) {
        Arbitrary<Binding> binding = Combinators.combine(
                        Arbitraries.of("n1", "n2", "n 3", "n4", "n5"),
                        nodeType(),
                        Arbitraries.of("key", "user"),
                        secretId())
                .as(Binding::new);
        return Combinators.combine(Arbitraries.of(ACTIONFLOWS), binding.list().ofMaxSize(3))
                .as((id, bindings) -> new SaveActionflow(project, actor, id, bindings));
    }

    private static Arbitrary<String> nodeType() {
        return Arbitraries.frequency(
                Tuple.of(60, "Call API"), Tuple.of(2, "Run Code"), Tuple.of(2, "Output"), Tuple.of(1, " output"));
    }

    private static Arbitrary<String> name() {
        return Arbitraries.of(NAMES);
    }

    private static Arbitrary<String> description() {
        return Arbitraries.of("", "what for");
    }

    /** Mostly a value of its own; sometimes one that another command may have claimed, or one without a byte. */
    private static Arbitrary<ValueRef> value() {
        Arbitrary<ValueRef> fresh =
                Arbitraries.integers().between(100, 1_000_000).map(number -> Story.value("v" + number));
        Arbitrary<ValueRef> known = Arbitraries.integers().between(1, 3).map(number -> Story.value("v" + number));
        Arbitrary<ValueRef> empty = Arbitraries.integers()
                .between(1, 3)
                .map(number -> new ValueRef("empty" + number, 1, ValueSealer.OVERHEAD_BYTES, Story.hashOf(number)));
        return Arbitraries.frequencyOf(Tuple.of(20, fresh), Tuple.of(2, known), Tuple.of(1, empty));
    }
}
