package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import java.util.List;

/** The one table of the records that stand on the topics. */
public final class WireRecords {

    public static final List<RecordType<?>> ALL = List.of(
            EncryptedCommand.TYPE,
            CommandResult.TYPE,
            EncryptedEvent.TYPE,
            ValueChunk.TYPE,
            ProjectKey.TYPE,
            ProjectKeyDestroyed.TYPE,
            Beat.TYPE,
            ResolverReport.TYPE,
            UsageSum.TYPE,
            UsageCount.TYPE,
            ValueKey.TYPE,
            SignedCheckpoint.TYPE,
            ImportedRecord.TYPE,
            ImportFinished.TYPE);

    public static final SingleObjectCodec CODEC = new SingleObjectCodec(ALL);

    private WireRecords() {}
}
