package io.actionflow.secrets.projections.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.LogBook;
import io.actionflow.secrets.projections.fixture.Tampering;
import io.actionflow.secrets.schemas.record.RecordDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every kind of record, changed in every way that one byte allows, and every kind of tampering. */
class RandomChangesTest {

    private static final LogBook LOG = log();
    static final List<Tampering> EVERY_KIND = Tampering.all(LOG, "p1", "p2");

    /** Several projects on several partitions, and every kind of record that belongs to a history. */
    private static LogBook log() {
        LogBook log = new LogBook(4, 42);
        for (String project : List.of("p1", "p2", "p3", "some-project")) {
            log.project(project).event(project).value(project, "v1", 1).event(project);
            log.value(project, "v2", 3).event(project).beat(0);
            RecordDigest second = log.key(project, 2);
            log.event(project, log.upload(project, "v3", 2), List.of(second), List.of());
        }
        log.giveUp("p3", "v3").event("p3").beat(1);
        RecordDigest first = log.destroyed("p3", 1);
        log.event("p3", null, List.of(first, log.destroyed("p3", 2)), List.of("v1", "v2"));
        return log;
    }

    @Test
    void tenThousandRandomChangesAreAllFoundAndEachNamesTheRecord() {
        long seed = Long.getLong("changes.seed", System.nanoTime());
        Random random = new Random(seed);
        // Whether a chunk of a value that was given up is there or not says nothing: it may go at any time.
        List<LogRecord> records = LOG.records().stream()
                .filter(it -> !LogBook.text(it).startsWith("p3/value/"))
                .toList();
        List<SignedHead> heads = LOG.heads();
        for (int i = 0; i < 10_000; i++) {
            LogRecord record = records.get(random.nextInt(records.size()));
            LogRecord changed = Tampering.flipped(record, random);
            LogBook log = LOG.copy().replace(record, changed.key(), changed.value());

            List<Finding> findings = LogVerifier.verify(log, heads).findings();

            assertThat(findings)
                    .as("change %d of -Dchanges.seed=%d: %s became %s", i, seed, shown(record), shown(changed))
                    .anyMatch(it -> names(it, record));
        }
    }

    private static String shown(LogRecord record) {
        return record.partition() + "@" + record.offset() + " " + LogKey.text(record.key()) + " "
                + HexFormat.of().formatHex(record.value());
    }

    /** Of a value's chunks nobody can tell which one was changed: the first one stands for them. */
    private static boolean names(Finding finding, LogRecord record) {
        String key = LogBook.text(record);
        boolean sameValue = key.contains("/value/") && finding.key().startsWith(key.substring(0, key.lastIndexOf('/')));
        return finding.partition() == record.partition()
                && (finding.offset() == record.offset() || finding.kind() == FindingKind.VALUE_ALTERED && sameValue);
    }

    @ParameterizedTest
    @FieldSource("EVERY_KIND")
    void everyKindOfTamperingIsToldByItsNameAndPlaceAndOnce(Tampering tampering) {
        VerifyReport report = LogVerifier.verify(tampering.log(), LOG.heads());

        assertThat(report.findings())
                .extracting(Finding::kind, Finding::partition, Finding::offset)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        tampering.kind(), tampering.partition(), tampering.offset()));
    }
}
