package io.actionflow.secrets.schemas.result;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import java.util.List;

/** The one table of outcome types. */
public final class OutcomeTypes {

    public static final List<RecordType<? extends Outcome>> ALL = List.of(Accepted.TYPE, Rejected.TYPE);

    public static final SingleObjectCodec CODEC = new SingleObjectCodec(ALL);

    private OutcomeTypes() {}
}
