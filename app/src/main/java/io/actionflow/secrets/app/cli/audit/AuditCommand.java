package io.actionflow.secrets.app.cli.audit;

import picocli.CommandLine.Command;

/** What the event log says: the parent of all that auditors ask. */
@Command(
        name = "audit",
        description = {
            "Read the event log as an auditor: who did what to which secret, when, and why it was refused.",
            "",
            "It reads Kafka's topics from their beginning and asks no service of ours. It needs READ on the topics, and no"
                    + " group; it writes nothing. What is encrypted needs the metadata keys. No value is ever shown: an"
                    + " auditor has no key that opens one.",
            ""
        },
        subcommands = {
            // One line for each subcommand.
            ReplayCommand.class,
            AtCommand.class,
            UsageCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            CheckpointCommand.class,
            ErasureCommand.class,
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The way in, as a file (export SECRETS_AUDIT_CONFIG=auditor.properties):",
            "  bootstrap.servers=broker-1.example:9093             and Kafka's own settings: security, timeouts",
            "  secrets.keys.metadata=keys/shared/metadata.json     opens names, descriptions, actors, bindings",
            "  secrets.keys.kek=keys/shared/kek.json               unwraps the one above",
            "  secrets.keys.lookup=keys/shared/lookup.json         where state is folded again",
            "  secrets.keys.checkpoint-public=checkpoint-public.json    verifies checkpoints; from a place that you trust",
            "  secrets.audit.checkpoints=checkpoints               a directory in which checkpoints are kept",
            "",
            "Exit status: 0 all is as it should be, 1 something is not or could not be read, 2 wrong use, 3 no broker."
        })
public final class AuditCommand {}
