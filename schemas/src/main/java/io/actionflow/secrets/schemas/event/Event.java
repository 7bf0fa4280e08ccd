package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.record.RecordDigest;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.util.List;
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
                CommandRefused,
                ValueResealed,
                MatchAsked,
                MatchAnswered,
                ProjectKeyRotated,
                ProjectDeleted,
                ProjectErasing,
                ProjectErased,
                ValuesErasing,
                ValuesErased {

    EventMeta meta();

    /** The value that this event claims, or null where it claims none. */
    default @Nullable ValueRef value() {
        return null;
    }

    /** Records that are no events and were written with this one. */
    default List<RecordDigest> records() {
        return List.of();
    }

    /** The ids of the values that are given up with this event: readers delete their chunks. */
    default List<String> erased() {
        return List.of();
    }
}
