package io.actionflow.secrets.projections.verify;

import io.actionflow.secrets.projections.verify.Question.LostEvent;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Proves a log whole, or says where it is not. It needs no key: what ties the records together stands outside of what is
 * encrypted.
 *
 * <p>What it can't see: events behind the last checkpoint that were cut off, or written by somebody without any key, for
 * which only the chain speaks; what was done to uploads that no event claims, and to their tombstones; times of records.
 */
public final class LogVerifier {

    private LogVerifier() {}

    /**
     * Verifies all projects.
     *
     * @param heads what verified checkpoints say
     */
    public static VerifyReport verify(LogSource log, Collection<SignedHead> heads) {
        return verify(log, heads, projectId -> true);
    }

    /** Verifies the projects that are chosen; of records that belong to no project, all. */
    public static VerifyReport verify(LogSource log, Collection<SignedHead> heads, Predicate<String> chosen) {
        Map<String, List<SignedHead>> byProject = heads.stream()
                .filter(it -> chosen.test(it.projectId()))
                .collect(Collectors.groupingBy(SignedHead::projectId));
        Casebook book = new Casebook(byProject);
        List<PartitionCheck> checks = IntStream.range(0, log.partitions())
                .mapToObj(it -> new PartitionCheck(it, log.partitions(), chosen, book))
                .toList();
        log.read(record -> checks.get(record.partition()).next(record));
        checks.forEach(PartitionCheck::end);
        byProject.forEach((projectId, signed) -> requirePresent(projectId, signed, checks, book));
        book.settle();
        if (!book.questions().isEmpty()) {
            Investigation investigation = new Investigation(book);
            log.read(investigation::look);
            investigation.conclude();
        }
        return report(book, checks);
    }

    private static void requirePresent(
            String projectId, List<SignedHead> signed, List<PartitionCheck> checks, Casebook book) {
        int home = RecordKey.partition(projectId, checks.size());
        if (!checks.get(home).holds(projectId)) {
            SignedHead newest = signed.stream()
                    .max(Comparator.comparingLong(SignedHead::sequence))
                    .orElseThrow();
            EventKey key = new EventKey(projectId, newest.sequence());
            Suspicion gone = book.suspicions.note(
                    projectId,
                    new Suspicion(
                            signed.stream().allMatch(SignedHead::saved)
                                    ? FindingKind.ROLLED_BACK
                                    : FindingKind.TRUNCATED,
                            home,
                            -1,
                            new EventKey(projectId, 1).text(),
                            "Project " + projectId + " is not on the log, but a checkpoint signs its event "
                                    + newest.sequence()));
            book.ask(new LostEvent(gone, key, newest.hash().bytes()));
        }
    }

    private static VerifyReport report(Casebook book, List<PartitionCheck> checks) {
        Casebook.Tally tally = book.tally;
        Totals totals = new Totals(
                tally.records,
                checks.stream().mapToLong(PartitionCheck::count).sum(),
                tally.events,
                tally.chunks,
                tally.values,
                tally.erased,
                tally.unclaimed,
                tally.tombstones,
                tally.checkpoints,
                tally.unsigned,
                book.suspicions.count());
        return new VerifyReport(book.suspicions.findings(), totals);
    }
}
