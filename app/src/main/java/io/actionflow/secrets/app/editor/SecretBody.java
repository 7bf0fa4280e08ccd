package io.actionflow.secrets.app.editor;

import java.util.Optional;

/**
 * The body of a request that adds or edits a secret. Whoever has it closes it: a plain value is zeroed then.
 *
 * @param value present where the secret gets one
 */
record SecretBody(
        Optional<String> secretId, Optional<String> name, Optional<String> description, Optional<ValueInput> value)
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
