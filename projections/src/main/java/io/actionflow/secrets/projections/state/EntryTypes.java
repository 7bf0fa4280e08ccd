package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import java.util.List;

/** The one table of entry types. */
public final class EntryTypes {

    public static final List<RecordType<? extends Entry>> ALL = List.of(
            ProjectEntry.TYPE,
            MemberEntry.TYPE,
            SecretEntry.TYPE,
            NameEntry.TYPE,
            ValueEntry.TYPE,
            UploadEntry.TYPE,
            ActionflowEntry.TYPE,
            VersionEntry.TYPE,
            UsageEntry.TYPE,
            ChangeEntry.TYPE,
            ActiveSecretEntry.TYPE,
            ActiveActionflowEntry.TYPE,
            ActiveVersionEntry.TYPE,
            TakenEntry.TYPE,
            MatchEntry.TYPE,
            MatchesEntry.TYPE,
            UnsignedEntry.TYPE,
            ImportEntry.TYPE,
            KeyEntry.TYPE,
            DeletionEntry.TYPE,
            RetiredEntry.TYPE,
            ErasingEntry.TYPE,
            LeftoverEntry.TYPE);

    public static final SingleObjectCodec CODEC = new SingleObjectCodec(ALL);

    private EntryTypes() {}
}
