package io.actionflow.secrets.app.audit;

import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.MemberRemoved;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.record.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one project was like before the event that is told: how its secrets were called, and who had which role. It grows with
 * the secrets and members that there are at one time, not with events; of a long name only the beginning is kept. For one
 * thread.
 */
public final class Then {

    // secretId → name, its beginning
    private final Map<String, String> names = new HashMap<>();
    // member → role
    private final Map<String, Role> roles = new HashMap<>();

    /** How the secret was called; empty where there was none. */
    public Optional<String> name(String secretId) {
        return Optional.ofNullable(names.get(secretId));
    }

    /** The ids of its secrets. */
    public Set<String> secrets() {
        return Set.copyOf(names.keySet());
    }

    /** Which role somebody had; empty for no member. */
    public Optional<Role> role(String member) {
        return Optional.ofNullable(roles.get(member));
    }

    /** Goes on to the next event. */
    public void apply(Event event) {
        if (event instanceof ProjectCreated created) {
            roles.put(created.meta().actor(), Role.OWNER);
        } else if (event instanceof MemberRoleSet set) {
            roles.put(set.member(), set.role());
        } else if (event instanceof MemberRemoved removed) {
            roles.remove(removed.member());
        } else if (event instanceof SecretAdded added) {
            names.put(added.secretId(), Quoted.cut(added.name()));
        } else if (event instanceof SecretEdited edited && edited.name() != null) {
            names.put(edited.secretId(), Quoted.cut(edited.name()));
        } else if (event instanceof SecretDeleted deleted) {
            names.remove(deleted.secretId());
        }
    }
}
