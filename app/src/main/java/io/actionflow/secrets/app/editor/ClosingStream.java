package io.actionflow.secrets.app.editor;

import java.io.FilterInputStream;

/** Reads bytes that are zeroed when it is closed. */
final class ClosingStream extends FilterInputStream {

    private final SecretBytes bytes;

    ClosingStream(SecretBytes bytes) {
        super(bytes.open());
        this.bytes = bytes;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
