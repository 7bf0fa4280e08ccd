package io.actionflow.secrets.app.auth;

import java.util.Set;

/**
 * Who calls.
 *
 * @param subject what the token or the certificate says; the actor of commands
 * @param projects the ids of the projects that the caller may resolve, {@link #ANY_PROJECT} for all; means nothing to the
 *     editor API, where roles decide
 */
public record Caller(String subject, Set<String> projects) {

    /** Stands for all projects. */
    public static final String ANY_PROJECT = "*";

    public Caller {
        projects = Set.copyOf(projects);
    }

    public boolean mayResolve(String projectId) {
        return projects.contains(projectId) || projects.contains(ANY_PROJECT);
    }
}
