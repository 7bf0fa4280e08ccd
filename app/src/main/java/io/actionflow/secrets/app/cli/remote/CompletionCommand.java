package io.actionflow.secrets.app.cli.remote;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Completion for shells. */
@Command(
        name = "completion",
        description = "Print a script with which a shell completes commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(secrets completion bash)     in ~/.bashrc",
            "  source <(secrets completion zsh)      in ~/.zshrc"
        },
        synopsisSubcommandLabel = "bash|zsh",
        mixinStandardHelpOptions = true)
public final class CompletionCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(description = "Print the script for bash.", mixinStandardHelpOptions = true)
    int bash() {
        return print();
    }

    @Command(description = "Print the script for zsh, which takes the same one.", mixinStandardHelpOptions = true)
    int zsh() {
        return print();
    }

    private int print() {
        CommandSpec root = spec.root();
        spec.commandLine().getOut().println(AutoComplete.bash(root.name(), root.commandLine()));
        return 0;
    }
}
