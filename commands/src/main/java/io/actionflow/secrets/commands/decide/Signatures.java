package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandSignatures;
import io.actionflow.secrets.schemas.command.ResolverCommand;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import org.jspecify.annotations.Nullable;

/** What only a resolver may say is believed where a resolver has signed it: everybody can write a resolver's name. */
final class Signatures {

    private Signatures() {}

    /** The refusal of the command, with the event that records it; null where it needs no signature or has a good one. */
    static @Nullable Verdict denied(CommandSignatures signatures, EventMeta meta, Command command) {
        if (!(command instanceof ResolverCommand said) || signatures.areGood(meta.commandId(), said)) {
            return null;
        }
        Rejected rejected = Rejected.of(
                RejectionCode.SIGNATURE_INVALID,
                "Expected the signature of a resolver for " + command.getClass().getSimpleName()
                        + ", but no key of a resolver has signed it");
        return Recorded.reject(rejected, meta, command);
    }
}
