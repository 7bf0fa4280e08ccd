package io.actionflow.secrets.app.audit;

import io.actionflow.secrets.schemas.event.ActionflowDeleted;
import io.actionflow.secrets.schemas.event.ActionflowSaved;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventTypes;
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
import io.actionflow.secrets.schemas.record.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one table from event type to what people are told of it, as it goes on after the actor's name. Never a value. */
public final class Sentences {

    private static final int MOST_BINDINGS = 10;
    private static final Map<Class<? extends Event>, Teller<?>> TABLE = new HashMap<>();

    static {
        add(ProjectCreated.class, (event, then) -> "created the project");
        add(MemberRoleSet.class, Sentences::roleSet);
        add(MemberRemoved.class, Sentences::removed);
        add(SecretAdded.class, (event, then) -> "added secret " + named(event.name(), event.secretId()));
        add(SecretEdited.class, Sentences::edited);
        add(SecretDeleted.class, (event, then) -> "deleted secret " + secret(event.secretId(), then));
        add(ActionflowSaved.class, Sentences::saved);
        add(ActionflowDeleted.class, (event, then) -> "deleted Actionflow " + event.actionflowId());
        add(Synced.class, Sentences::synced);
        add(CommandRefused.class, Sentences::refused);
        add(ProjectKeyRotated.class, (event, then) -> "gave the project its key " + event.generation());
        add(ProjectDeleted.class, (event, then) -> "deleted the project");
        add(ProjectErasing.class, (event, then) -> "gave up " + values(event.valueIds()) + " of the deleted project");
        add(ProjectErased.class, Sentences::erased);
        add(ValuesErasing.class, Sentences::givenUp);
        add(ValuesErased.class, (event, then) -> "saw that nothing is left of " + values(event.valueIds()));
        add(ValueResealed.class, (event, then) -> "sealed value " + event.valueId() + " to key " + event.keyId());
        add(MatchAsked.class, Sentences::asked);
        add(MatchAnswered.class, Sentences::answered);
    }

    private Sentences() {}

    private interface Teller<E extends Event> {
        String tell(E event, Then then);
    }

    /** What the actor did; {@code then} is what was before it. */
    public static String of(Event event, Then then) {
        Teller<?> teller = TABLE.get(event.getClass());
        return teller == null ? untold(event) : dispatch(teller, event, then);
    }

    /** Whether there is a sentence for the type, and not only the names of its fields. */
    static boolean isTold(Class<? extends Event> type) {
        return TABLE.containsKey(type);
    }

    private static <E extends Event> void add(Class<E> type, Teller<E> teller) {
        TABLE.put(type, teller);
    }

    @SuppressWarnings("unchecked") // the table maps a type to a teller of that type: see add
    private static <E extends Event> String dispatch(Teller<E> teller, Event event, Then then) {
        return teller.tell((E) event, then);
    }

    private static String roleSet(MemberRoleSet event, Then then) {
        String before = then.role(event.member()).map(it -> ", who was " + it).orElse("");
        return "made " + Quoted.of(event.member()) + " " + event.role() + before;
    }

    private static String removed(MemberRemoved event, Then then) {
        String before = then.role(event.member()).map(it -> ", who was " + it).orElse("");
        return "removed " + Quoted.of(event.member()) + before;
    }

    private static String edited(SecretEdited event, Then then) {
        List<String> what = new ArrayList<>();
        if (event.name() != null) {
            what.add("new name " + Quoted.of(event.name()));
        }
        if (event.description() != null) {
            what.add("new description");
        }
        if (event.value() != null) {
            what.add("new value");
        }
        return "edited secret " + secret(event.secretId(), then) + ", version " + event.version() + ": "
                + String.join(", ", what);
    }

    private static String saved(ActionflowSaved event, Then then) {
        List<Binding> bindings = event.bindings();
        String places = bindings.stream()
                .limit(MOST_BINDINGS)
                .map(it -> secret(it.secretId(), then) + " in node " + Quoted.of(it.nodeId()) + " input "
                        + Quoted.of(it.input()))
                .collect(Collectors.joining("; "));
        String more = bindings.size() > MOST_BINDINGS ? "; and " + (bindings.size() - MOST_BINDINGS) + " more" : "";
        return "saved Actionflow " + event.actionflowId() + ", version " + event.version()
                + (bindings.isEmpty() ? ", which binds no secret" : ", which binds " + places + more);
    }

    private static String synced(Synced event, Then then) {
        return "synchronized: Sync " + event.sync() + " made "
                + (event.changes() == 1 ? "1 change" : event.changes() + " changes") + " active";
    }

    private static String refused(CommandRefused event, Then then) {
        String subject = Mentions.isOfSecret(event) ? secret(event.subject(), then) : Quoted.of(event.subject());
        String who = then.role(event.meta().actor())
                .map(role -> "the role was " + role)
                .orElse("no member");
        return "was REFUSED " + event.command() + " of " + subject + ": " + event.code() + ", " + who;
    }

    private static String erased(ProjectErased event, Then then) {
        String keys =
                event.keys().size() == 1 ? "the key" : "the " + event.keys().size() + " keys";
        return "destroyed " + keys + " of the deleted project"
                + (event.valueIds().isEmpty() ? "" : " and gave up " + values(event.valueIds()));
    }

    private static String givenUp(ValuesErasing event, Then then) {
        return "gave up for good "
                + event.values().stream()
                        .map(it -> "value " + it.valueId() + " of secret " + secret(it.secretId(), then))
                        .collect(Collectors.joining("; "));
    }

    private static String asked(MatchAsked event, Then then) {
        return "asked whether a candidate equals the " + event.compared() + " value of secret "
                + secret(event.secretId(), then);
    }

    private static String answered(MatchAnswered event, Then then) {
        return "answered " + Quoted.of(event.askedBy()) + " on event " + event.asked() + ": " + event.answer()
                + ", secret " + secret(event.secretId(), then);
    }

    private static String values(List<String> valueIds) {
        return valueIds.size() == 1 ? "value " + valueIds.get(0) : valueIds.size() + " values";
    }

    private static String untold(Event event) {
        return event.getClass().getSimpleName() + " "
                + Quoted.cut(EventTypes.CODEC.fields(event).entrySet().stream()
                        .filter(field -> !field.getKey().equals("meta"))
                        .map(field -> field.getKey() + " " + field.getValue())
                        .collect(Collectors.joining(", ")));
    }

    private static String secret(String secretId, Then then) {
        return then.name(secretId).map(name -> named(name, secretId)).orElse(secretId);
    }

    private static String named(String name, String secretId) {
        return Quoted.of(name) + " (" + secretId + ")";
    }
}
