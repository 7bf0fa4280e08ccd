package io.actionflow.secrets.schemas.command;

/** One request of a publisher. Ids are checked by {@link CommandForm}; everything else needs the project's state. */
public sealed interface Command
        permits CreateProject,
                SetMemberRole,
                RemoveMember,
                AddSecret,
                EditSecret,
                DeleteSecret,
                SaveActionflow,
                DeleteActionflow,
                Sync,
                MatchSecret,
                ResolverCommand,
                RotateProjectKey,
                DeleteProject {

    String projectId();

    /** Who asks, as the publisher authenticated them. */
    String actor();

    /** The id of the thing that the command is about, for people who read refusals. */
    String subject();
}
