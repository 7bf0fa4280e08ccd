package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.ValueRef;

/**
 * Exchanges the sealed copy of a value for one that is sealed to another key. What is in it is the same: nobody but a
 * resolver can tell, so nobody but a resolver may say so.
 *
 * @param valueId the id that the claiming event gave the value: it stays
 * @param previous the id of the copy that is exchanged; another one has come meanwhile where it is not that of the state
 * @param copy its chunks go ahead of the command; hints in it count for nothing
 * @param keyId 32 bits, as an unsigned number
 */
public record ResealValue(
        String projectId, String actor, String valueId, String previous, ValueRef copy, long keyId, byte[] signature)
        implements ResolverCommand {

    static final RecordType<ResealValue> TYPE =
            RecordType.load("command", ResealValue.class, ResealValue::read, ResealValue::write);

    @Override
    public String subject() {
        return valueId;
    }

    @Override
    public ResealValue signed(byte[] signature) {
        return new ResealValue(projectId, actor, valueId, previous, copy, keyId, signature);
    }

    private static ResealValue read(Fields f) {
        return new ResealValue(
                f.text("projectId"),
                f.text("actor"),
                f.text("valueId"),
                f.text("previous"),
                ValueRef.read(f.record("copy")),
                f.number("keyId"),
                f.bytes("signature"));
    }

    private static void write(FieldWriter f, ResealValue it) {
        f.text("projectId", it.projectId)
                .text("actor", it.actor)
                .text("valueId", it.valueId)
                .text("previous", it.previous)
                .record("copy", it.copy, ValueRef::write)
                .number("keyId", it.keyId)
                .bytes("signature", it.signature);
    }
}
