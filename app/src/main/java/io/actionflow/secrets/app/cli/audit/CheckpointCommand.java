package io.actionflow.secrets.app.cli.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.checkpoints.CheckpointComparison;
import io.actionflow.secrets.app.checkpoints.CheckpointComparison.Result;
import io.actionflow.secrets.app.checkpoints.CheckpointFile;
import io.actionflow.secrets.app.checkpoints.KeptCheckpoints;
import io.actionflow.secrets.app.checkpoints.Standing;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.schemas.crypto.CheckpointVerifier;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import io.actionflow.secrets.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps checkpoints out of reach of whoever runs the cluster. */
@Command(
        name = "checkpoint",
        description = {
            "Keep signed heads of histories elsewhere, and hold the cluster against them later.",
            "",
            "Whoever has full rights on the brokers can cut a history off, or roll everything back, checkpoints included."
                    + " They can't change the checkpoint that you kept.",
            ""
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class CheckpointCommand {

    private static final Set<Standing> OF_NO_KEY = EnumSet.of(Standing.FORGED, Standing.UNKNOWN_KEY);

    @Command(
            name = "export",
            description = {
                "Write the newest checkpoint of each project, or of one, to a new file.",
                "One JSON object a line, of projectId, sequence, hash, at and signature; docs/wire-format.md says how to"
                        + " check them."
            },
            footer = {
                "",
                "Example:",
                "  secrets audit checkpoint export --config auditor.properties --to checkpoints-may.jsonl"
            },
            mixinStandardHelpOptions = true)
    int export(
            @Mixin AuditOptions.Keyless audit,
            @Mixin CheckpointKey key,
            @Option(names = "--to", required = true, paramLabel = "FILE", description = "The file, which is made.")
                    Path file)
            throws IOException, GeneralSecurityException {
        Optional<CheckpointVerifier> verifier = key.verifier(audit);
        Map<String, SignedCheckpoint> newest = new TreeMap<>();
        OnTopic.read(audit, (place, checkpoint) -> {
            verifier.ifPresent(it -> requireGenuine(it, place, checkpoint));
            KeptCheckpoints.keepNewest(newest, checkpoint);
        });
        CheckpointFile.create(file, newest.values());
        if (audit.isJson()) {
            audit.print(JsonNodeFactory.instance
                    .objectNode()
                    .put("checkpoints", newest.size())
                    .put("verified", verifier.isPresent()));
        } else {
            audit.out()
                    .println(checkpoints(newest.size()) + " written to " + file
                            + (verifier.isPresent() ? ", all genuine" : "; signatures not checked: no key was named"));
        }
        return ExitStatus.DONE.number();
    }

    private static void requireGenuine(CheckpointVerifier verifier, String place, SignedCheckpoint checkpoint) {
        if (verifier.verify(checkpoint) != CheckpointVerifier.Verdict.GENUINE) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "CHECKPOINT_FORGED",
                    "The checkpoint at " + place + " was not signed by a key that is known",
                    "Nothing was written. Ask 'secrets audit verify' what else is wrong, and whether the key was replaced");
        }
    }

    @Command(
            name = "import",
            description = {
                "Take checkpoints that were kept elsewhere, hold the cluster against them, and keep them for 'audit verify'.",
                "Says of each whether the log still has the event that it signs. The newest genuine one of each project is"
                        + " kept in a directory of yours, whatever the cluster says: --keep, or secrets.audit.checkpoints."
                        + " Nothing is written to the cluster."
            },
            footer = {
                "",
                "Exit status: 0 the cluster agrees with all of them, 1 it does not or one is not genuine, 2 wrong use,"
                        + " 3 no broker."
            },
            mixinStandardHelpOptions = true)
    int imported(
            @Mixin AuditOptions.Keyless audit,
            @Mixin CheckpointKey key,
            @Option(
                            names = "--keep",
                            paramLabel = "DIR",
                            description =
                                    "Where to keep them; made if need be. Default: secrets.audit.checkpoints of the file"
                                            + " of --config, or nowhere.")
                    Optional<Path> keep,
            @Parameters(paramLabel = "FILE", description = "What 'secrets audit checkpoint export' wrote.") Path file)
            throws IOException, GeneralSecurityException {
        CheckpointVerifier verifier = key.verifier(audit)
                .orElseThrow(() -> AuditOptions.wrong(
                        "No public key is named",
                        "Name one that you got from somebody you trust, with --checkpoint-key"));
        CheckpointComparison comparison = new CheckpointComparison(verifier, ofProject(audit, file));
        OnTopic.read(audit, (place, checkpoint) -> comparison.onTopic(checkpoint));
        try (TopicReader log = audit.open(Topic.EVENTS)) {
            audit.read(log, record -> comparison.onLog(record.key(), record.value()));
        }
        List<Result> results = comparison.results();
        Optional<KeptCheckpoints> kept =
                keep.or(() -> CheckpointOptions.kept(audit)).map(KeptCheckpoints::in);
        if (kept.isPresent()) {
            kept.get()
                    .keep(results.stream()
                            .filter(it -> !OF_NO_KEY.contains(it.standing()))
                            .map(Result::checkpoint)
                            .toList());
        }
        return tell(audit, results, kept);
    }

    private static List<SignedCheckpoint> ofProject(AuditOptions audit, Path file) throws IOException {
        return CheckpointOptions.read(file).stream()
                .filter(it -> audit.project().map(it.head().projectId()::equals).orElse(true))
                .toList();
    }

    private static int tell(AuditOptions audit, List<Result> results, Optional<KeptCheckpoints> kept) {
        long confirmed = results.stream()
                .filter(it -> it.standing() == Standing.CONFIRMED)
                .count();
        results.stream()
                .filter(it -> audit.isJson() || it.standing() != Standing.CONFIRMED)
                .forEach(it -> tell(audit, it));
        if (!audit.isJson()) {
            audit.out()
                    .println(String.format(Locale.ROOT, "%s, %,d confirmed", checkpoints(results.size()), confirmed)
                            + kept.map(it -> "; kept in " + it.file()).orElse("; kept nowhere"));
        }
        return (confirmed == results.size() ? ExitStatus.DONE : ExitStatus.FAILED).number();
    }

    private static void tell(AuditOptions audit, Result it) {
        String projectId = it.checkpoint().head().projectId();
        long sequence = it.checkpoint().head().sequence();
        if (audit.isJson()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("projectId", projectId).put("sequence", sequence);
            line.put("standing", it.standing().name());
            line.put("topicSequence", it.topicSequence()).put("logSequence", it.logSequence());
            audit.print(line);
        } else {
            audit.out()
                    .println(it.standing() + "  " + projectId + "  event " + sequence + ": "
                            + it.standing().sentence() + " (the log has " + it.logSequence()
                            + ", the topic's checkpoint " + it.topicSequence() + ")");
        }
    }

    private static String checkpoints(int count) {
        return count == 1 ? "1 checkpoint" : String.format(Locale.ROOT, "%,d checkpoints", count);
    }
}
