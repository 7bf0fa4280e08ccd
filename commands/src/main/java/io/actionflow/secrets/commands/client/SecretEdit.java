package io.actionflow.secrets.commands.client;

import org.jspecify.annotations.Nullable;

/**
 * What is to change of a secret besides its value: what is null stays as it is.
 *
 * @param description empty to take the description away
 * @param expectedVersion the version that the editor saw, to be refused where somebody else was quicker; null to edit
 *     whatever is there
 */
public record SecretEdit(
        String projectId,
        String actor,
        String secretId,
        @Nullable String name,
        @Nullable String description,
        @Nullable Long expectedVersion) {

    /** An edit that changes nothing yet. */
    public static SecretEdit of(String projectId, String actor, String secretId) {
        return new SecretEdit(projectId, actor, secretId, null, null, null);
    }

    public SecretEdit named(String newName) {
        return new SecretEdit(projectId, actor, secretId, newName, description, expectedVersion);
    }

    public SecretEdit describedAs(String newDescription) {
        return new SecretEdit(projectId, actor, secretId, name, newDescription, expectedVersion);
    }

    public SecretEdit expecting(long version) {
        return new SecretEdit(projectId, actor, secretId, name, description, version);
    }
}
