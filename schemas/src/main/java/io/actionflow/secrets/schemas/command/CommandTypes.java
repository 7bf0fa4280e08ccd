package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import java.util.List;

/** The one table of command types. */
public final class CommandTypes {

    public static final List<RecordType<? extends Command>> ALL = List.of(
            CreateProject.TYPE,
            SetMemberRole.TYPE,
            RemoveMember.TYPE,
            AddSecret.TYPE,
            EditSecret.TYPE,
            DeleteSecret.TYPE,
            SaveActionflow.TYPE,
            DeleteActionflow.TYPE,
            Sync.TYPE,
            MatchSecret.TYPE,
            ResealValue.TYPE,
            AnswerMatch.TYPE,
            RotateProjectKey.TYPE,
            DeleteProject.TYPE);

    public static final SingleObjectCodec CODEC = new SingleObjectCodec(ALL);

    private CommandTypes() {}
}
