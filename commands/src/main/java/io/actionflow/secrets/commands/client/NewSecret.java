package io.actionflow.secrets.commands.client;

/**
 * A secret that is to be added: all but its value.
 *
 * @param secretId an id that the project never used; {@code Ids.random()} makes one
 * @param description empty for none
 */
public record NewSecret(String projectId, String actor, String secretId, String name, String description) {}
