package io.actionflow.secrets.app.cli.remote;

import picocli.CommandLine.Command;

/** Secrets. */
@Command(
        name = "secret",
        description = {
            "Add, edit, delete and look at a project's secrets. A value is never shown again, to anybody.",
            "Nothing that is changed here takes effect before: secrets sync"
        },
        subcommands = {
            SecretAddCommand.class,
            SecretEditCommand.class,
            SecretDeleteCommand.class,
            SecretListCommand.class,
            SecretShowCommand.class,
            SecretMatchCommand.class,
        },
        synopsisSubcommandLabel = "add|edit|delete|list|show|match",
        mixinStandardHelpOptions = true)
public final class SecretCommand {}
