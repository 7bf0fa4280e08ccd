package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.UploadEntry;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import org.jspecify.annotations.Nullable;

/**
 * A value that a command claims has at least one byte, has arrived whole, and belongs to nothing yet: one that another
 * secret claimed was sealed for that secret, and could not be opened for this one.
 */
final class SecretValues {

    private SecretValues() {}

    /** Why the value can't be claimed, or null where it can. */
    static @Nullable Rejected fault(ProjectView view, ValueRef value) {
        if (value.plainSize() <= 0) {
            return Rejected.of(RejectionCode.VALUE_EMPTY, "Expected a value of at least one byte, but it has none");
        } else if (view.isTaken(value.valueId())) {
            return malformed(value, "is in use already: seal the value again under a new id");
        }
        UploadEntry upload = view.upload(value.valueId());
        if (upload == null) {
            return malformed(value, "has not arrived: send all of its chunks, in order, before the command");
        } else if (upload.count() != value.chunks()) {
            return malformed(
                    value,
                    "was sent as " + upload.count() + " chunks, not " + value.chunks()
                            + ": send it again under a new id");
        } else if (upload.next() != upload.count()) {
            return malformed(
                    value,
                    "has only " + upload.next() + " of its " + upload.count()
                            + " chunks: send all of them, in order, before the command");
        } else if (upload.size() != value.size() || !upload.digest().equals(value.digest())) {
            return malformed(value, "consists of other chunks than the command says: send it again under a new id");
        }
        return null;
    }

    private static Rejected malformed(ValueRef value, String but) {
        return Rejected.malformed(
                "value",
                "Expected a complete value that is in no use, but value " + Quote.of(value.valueId()) + " " + but);
    }
}
