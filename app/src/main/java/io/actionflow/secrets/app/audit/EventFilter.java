package io.actionflow.secrets.app.audit;

import io.actionflow.secrets.projections.state.Nfc;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventTypes;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretEdited;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are told. A secret is meant by its id, or by its name from the event on that gives it that name. For one
 * reading and one thread: it remembers which secrets bore the name.
 */
public final class EventFilter {

    /**
     * What all of must be so; what is empty is no condition.
     *
     * @param secret an id or a name
     * @param types simple names of events
     * @param since the first moment
     * @param until the moment after the last
     */
    public record Conditions(
            Optional<String> secret,
            Set<String> actors,
            Set<String> types,
            Optional<Instant> since,
            Optional<Instant> until) {}

    private final Conditions conditions;
    private final Optional<String> name;
    // Of the secrets that bear or bore the name: as many as had it, one after another.
    private final Set<String> meant = new HashSet<>();

    public EventFilter(Conditions conditions) {
        this.conditions = conditions;
        this.name = conditions.secret().map(Nfc::of);
        conditions.secret().ifPresent(meant::add);
    }

    /** Whether the event is told. Every event of a project must be asked for, in order. */
    public boolean takes(String projectId, Event event) {
        return isOfSecret(projectId, event)
                && (conditions.actors().isEmpty()
                        || conditions.actors().contains(event.meta().actor()))
                && (conditions.types().isEmpty()
                        || conditions.types().contains(event.getClass().getSimpleName()))
                && conditions.since().map(it -> !event.meta().at().isBefore(it)).orElse(true)
                && conditions.until().map(it -> event.meta().at().isBefore(it)).orElse(true);
    }

    private boolean isOfSecret(String projectId, Event event) {
        if (name.isEmpty()) {
            return true;
        }
        String named = newlyNamed(event);
        if (named != null) {
            meant.add(projectId + "/" + named);
        }
        return Mentions.of(event, EventTypes.CODEC.fields(event)).stream()
                .anyMatch(id -> meant.contains(id) || meant.contains(projectId + "/" + id));
    }

    private @Nullable String newlyNamed(Event event) {
        if (event instanceof SecretAdded added && isName(added.name())) {
            return added.secretId();
        }
        return event instanceof SecretEdited edited && edited.name() != null && isName(edited.name())
                ? edited.secretId()
                : null;
    }

    private boolean isName(String text) {
        return name.map(Nfc.of(text)::equals).orElse(false);
    }
}
