package io.actionflow.secrets.resolver.usage;

/** Encrypts what is said of a project's usage, as what else is said of the project is encrypted. */
@FunctionalInterface
public interface UsageCipher {

    byte[] encrypt(String projectId, byte[] plaintext, byte[] associatedData);
}
