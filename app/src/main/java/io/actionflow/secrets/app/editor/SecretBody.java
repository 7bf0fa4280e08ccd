package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.schemas.record.Compared;
import java.util.Optional;

/**
 * The body of a request that adds or edits a secret, or asks whether a value is its own. Whoever has it closes it: a plain value is zeroed then.
 *
 * @param value present where the secret gets one, or is compared with one
 * @param compared with which value of the secret
 */
record SecretBody(
        Optional<String> secretId,
        Optional<String> name,
        Optional<String> description,
        Optional<ValueInput> value,
        Optional<Compared> compared)
        implements AutoCloseable {

    @Override
    public void close() {
        value.ifPresent(ValueInput::close);
    }

    @Override
    public String toString() {
        return "SecretBody";
    }
}
