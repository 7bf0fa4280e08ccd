package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.record.ValueRef;
import org.jspecify.annotations.Nullable;

/** One fact about a project. It is folded into state by exactly one evolver. */
public sealed interface Event
        permits ProjectCreated,
                MemberRoleSet,
                MemberRemoved,
                SecretAdded,
                SecretEdited,
                SecretDeleted,
                ActionflowSaved,
                ActionflowDeleted,
                Synced,
                CommandRefused {

    EventMeta meta();

    /** The value that this event claims, or null where it claims none. */
    default @Nullable ValueRef value() {
        return null;
    }
}
