package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.command.ResealValue;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ValueResealed;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;

/**
 * Exchanges one sealed copy for another. That both hold the same is the resolver's word; that nobody was first, and that the
 * new one is there, as long as the old one, is looked at here.
 */
final class ResealValueDecider implements Decider<ResealValue> {

    @Override
    public Verdict decide(ProjectView view, EventMeta meta, ResealValue command) {
        ValueEntry value = view.value(command.valueId());
        if (value == null || value.isErased()) {
            return Verdict.reject(
                    RejectionCode.VALUE_NOT_FOUND,
                    "Expected to reseal value " + Quote.of(command.valueId())
                            + ", but there is none with this id that is kept");
        }
        ValueRef before = value.value();
        if (!before.valueId().equals(command.previous())) {
            return Verdict.reject(
                    RejectionCode.VALUE_RESEALED,
                    "Expected to exchange copy " + Quote.of(command.previous()) + " of value "
                            + Quote.of(command.valueId()) + ", but it was exchanged before");
        }
        ValueRef copy = command.copy();
        if (copy.chunks() != before.chunks() || copy.size() != before.size()) {
            return Verdict.reject(
                    Rejected.malformed("copy", "Expected a copy that is cut as the one before is, and just as long"));
        }
        Rejected fault = SecretValues.fault(view, copy);
        return fault != null ? Verdict.reject(fault) : Verdict.accept(resealed(meta, command, before));
    }

    /** What was noted of the value stays, whatever the command says of it. */
    private static ValueResealed resealed(EventMeta meta, ResealValue command, ValueRef before) {
        ValueRef copy = command.copy();
        return new ValueResealed(
                meta,
                command.valueId(),
                command.previous(),
                new ValueRef(copy.valueId(), copy.chunks(), copy.size(), copy.digest(), before.hints()),
                command.keyId());
    }
}
