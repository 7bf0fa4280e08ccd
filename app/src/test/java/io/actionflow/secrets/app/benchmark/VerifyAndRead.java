package io.actionflow.secrets.app.benchmark;

import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.projections.verify.LogVerifier;
import io.actionflow.secrets.projections.verify.TopicLog;
import io.actionflow.secrets.projections.verify.VerifyReport;
import io.actionflow.secrets.schemas.topic.Topic;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a topic and verifies it in turn, and says how long each took: {@code VerifyAndRead <bootstrap servers>}. */
final class VerifyAndRead {

    private static final int ROUNDS = 3;

    private VerifyAndRead() {}

    public static void main(String[] arguments) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", arguments[0]);
        for (int round = 1; round <= ROUNDS; round++) {
            double read = seconds(() -> read(kafka));
            double verify = seconds(() -> verify(kafka));
            System.out.printf(
                    Locale.ROOT,
                    "round %d: read %.2f s, verify %.2f s, ratio %.2f; heap %d MiB of at most %d MiB%n",
                    round,
                    read,
                    verify,
                    verify / read,
                    peakHeap() >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void read(Map<String, Object> kafka) {
        try (TopicReader reader = TopicReader.open(kafka, Topic.EVENTS)) {
            reader.read(record -> {}, (read, all) -> {});
        }
    }

    private static void verify(Map<String, Object> kafka) {
        TopicLog log = TopicLog.open(kafka, Topic.EVENTS, Optional.empty(), (read, all) -> {});
        VerifyReport report = LogVerifier.verify(log, List.of());
        if (!report.whole()) {
            throw new IllegalStateException("Not whole: " + report.totals() + ", first "
                    + report.findings().get(0));
        }
        System.out.println(report.totals());
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(it -> it.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(it -> it.getUsed())
                .sum();
    }
}
