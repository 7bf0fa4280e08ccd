package io.actionflow.secrets.projections.evolve;

import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.avro.RecordType;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The one table from event type to evolver, checked complete when it is loaded. */
final class Evolvers {

    private static final Map<Class<? extends Event>, Evolver<?>> TABLE = new HashMap<>();

    static {
        add(ProjectCreated.class, new ProjectCreatedEvolver());
        add(MemberRoleSet.class, new MemberRoleSetEvolver());
        add(MemberRemoved.class, new MemberRemovedEvolver());
        add(SecretAdded.class, new SecretAddedEvolver());
        add(SecretEdited.class, new SecretEditedEvolver());
        add(SecretDeleted.class, new SecretDeletedEvolver());
        add(ActionflowSaved.class, new ActionflowSavedEvolver());
        add(ActionflowDeleted.class, new ActionflowDeletedEvolver());
        add(Synced.class, new SyncedEvolver());
        add(CommandRefused.class, new CommandRefusedEvolver());
        add(ValueResealed.class, new ValueResealedEvolver());
        add(MatchAsked.class, new MatchAskedEvolver());
        add(MatchAnswered.class, new MatchAnsweredEvolver());
        add(ProjectKeyRotated.class, new ProjectKeyRotatedEvolver());
        add(ProjectDeleted.class, new ProjectDeletedEvolver());
        add(ProjectErasing.class, new ProjectErasingEvolver());
        add(ProjectErased.class, new ProjectErasedEvolver());
        add(ValuesErasing.class, new ValuesErasingEvolver());
        add(ValuesErased.class, new ValuesErasedEvolver());
        for (RecordType<? extends Event> type : EventTypes.ALL) {
            if (!TABLE.containsKey(type.javaType())) {
                throw new IllegalStateException("No evolver for the event " + type.name() + ": add it to Evolvers");
            }
        }
    }

    private Evolvers() {}

    static void evolve(ProjectState state, long sequence, Event event) {
        dispatch(Objects.requireNonNull(TABLE.get(event.getClass())), state, sequence, event);
    }

    private static <E extends Event> void add(Class<E> type, Evolver<E> evolver) {
        TABLE.put(type, evolver);
    }

    @SuppressWarnings("unchecked") // the table maps a type to an evolver of that type: see add
    private static <E extends Event> void dispatch(Evolver<E> evolver, ProjectState state, long sequence, Event event) {
        evolver.evolve(state, sequence, (E) event);
    }
}
