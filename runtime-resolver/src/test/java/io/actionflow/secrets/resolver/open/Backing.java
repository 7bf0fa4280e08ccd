package io.actionflow.secrets.resolver.open;

/** Shows tests the array behind a handle, to see when it is zeroed. */
public final class Backing {

    private Backing() {}

    public static byte[] arrayOf(SecretValue value) {
        return value.shared().array();
    }
}
