package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import java.util.List;

/** The one table of event types. */
public final class EventTypes {

    public static final List<RecordType<? extends Event>> ALL = List.of(
            ProjectCreated.TYPE,
            MemberRoleSet.TYPE,
            MemberRemoved.TYPE,
            SecretAdded.TYPE,
            SecretEdited.TYPE,
            SecretDeleted.TYPE,
            ActionflowSaved.TYPE,
            ActionflowDeleted.TYPE,
            Synced.TYPE,
            CommandRefused.TYPE,
            ValueResealed.TYPE,
            MatchAsked.TYPE,
            MatchAnswered.TYPE,
            ProjectKeyRotated.TYPE,
            ProjectDeleted.TYPE,
            ProjectErasing.TYPE,
            ProjectErased.TYPE,
            ValuesErasing.TYPE,
            ValuesErased.TYPE);

    public static final SingleObjectCodec CODEC = new SingleObjectCodec(ALL);

    private EventTypes() {}
}
