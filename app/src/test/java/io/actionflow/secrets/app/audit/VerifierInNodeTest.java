package io.actionflow.secrets.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.LogBook;
import io.actionflow.secrets.projections.fixture.Tampering;
import io.actionflow.secrets.projections.verify.LogRecord;
import io.actionflow.secrets.projections.verify.SignedHead;
import io.actionflow.secrets.schemas.record.RecordDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two verifiers, written apart from each other, say the same of good logs and of bad ones. */
class VerifierInNodeTest {

    private static final int CHANGES = 300;

    private final LogBook log = log();
    private final List<SignedHead> heads = log.heads();

    private static LogBook log() {
        LogBook log = new LogBook(4, 7);
        for (String project : List.of("p1", "p2", "p3", "some-project")) {
            log.project(project)
                    .event(project)
                    .value(project, project + "-v1", 1)
                    .event(project);
            log.value(project, project + "-v2", 3).event(project).beat(0);
            RecordDigest second = log.key(project, 2);
            log.event(project, log.upload(project, project + "-v3", 2), List.of(second), List.of());
        }
        log.giveUp("p3", "p3-v3").tombstones("p3", "p3-v3", 2).event("p3").beat(1);
        RecordDigest first = log.destroyed("p3", 1);
        log.event("p3", null, List.of(first, log.destroyed("p3", 2)), List.of("p3-v1", "p3-v2"));
        log.upload("p2", "nobody-claims-it", 2);
        return log;
    }

    @Test
    void bothAgreeOnAGoodLogOnEveryKindOfTamperingAndOnRandomChanges(@TempDir Path directory) throws Exception {
        NodeVerifier node = NodeVerifier.find();
        ExportedLog exported = ExportedLog.in(directory);
        long seed = Long.getLong("changes.seed", System.nanoTime());
        List<LogBook> logs = new ArrayList<>(List.of(log));
        Tampering.all(log, "p1", "p2").forEach(it -> logs.add(it.log()));
        Random random = new Random(seed);
        for (int i = 0; i < CHANGES; i++) {
            LogRecord record = log.records().get(random.nextInt(log.records().size()));
            LogRecord changed = Tampering.flipped(record, random);
            logs.add(log.copy().replace(record, changed.key(), changed.value()));
        }
        List<Path> files = new ArrayList<>();
        List<List<String>> ours = new ArrayList<>();
        for (LogBook each : logs) {
            Path file = exported.write("log-" + files.size() + ".jsonl", each, heads);
            files.add(file);
            ours.add(ExportedLog.places(exported.verify(file)));
        }

        List<List<String>> theirs = node.places(exported.publicKey(), files);

        assertThat(ours.get(0)).isEmpty();
        for (int i = 0; i < logs.size(); i++) {
            assertThat(theirs.get(i)).as("log %d of -Dchanges.seed=%d", i, seed).isEqualTo(ours.get(i));
        }
    }

    @Test
    void bothRefuseACheckpointThatAnotherKeySigned(@TempDir Path directory) throws Exception {
        NodeVerifier node = NodeVerifier.find();
        ExportedLog forger = ExportedLog.in(java.nio.file.Files.createDirectory(directory.resolve("forger")));
        ExportedLog exported = ExportedLog.in(directory);
        Path file = forger.write("forged.jsonl", log, heads.subList(0, 1));

        List<String> ours = ExportedLog.places(exported.verify(file));

        assertThat(ours).singleElement().asString().startsWith("CHECKPOINT_FORGED secret-checkpoints-");
        assertThat(node.places(exported.publicKey(), List.of(file))).containsExactly(ours);
    }
}
