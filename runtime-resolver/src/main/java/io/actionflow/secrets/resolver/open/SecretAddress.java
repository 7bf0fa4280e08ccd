package io.actionflow.secrets.resolver.open;

/** Which secret, of which project. */
public record SecretAddress(String projectId, String secretId) {}
