package io.actionflow.secrets.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes to verify a log, against a bare consumer of the same topic, in a process of 256 MiB:
 *
 * <pre>mvn -pl app -am test -Dtest=VerifyBenchmark -Dsurefire.failIfNoSpecifiedTests=false [-Dbenchmark.events=1000000]</pre>
 */
class VerifyBenchmark {

    private static final String HEAP = "-Xmx256m";
    private static final int PARTITIONS = 8;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void verifyingAgainstReading(@TempDir Path directory) throws Exception {
        long events = Long.getLong("benchmark.events", 1_000_000);
        try (EmbeddedFixture broker = BrokerFixture.embedded(directory)) {
            broker.createTopics(PARTITIONS);
            GeneratedLog.write(broker.bootstrapServers(), PARTITIONS, events);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            HEAP,
                            "-cp",
                            System.getProperty("java.class.path"),
                            VerifyAndRead.class.getName(),
                            broker.bootstrapServers())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.print(output);
            assertThat(process.waitFor()).isZero();
        }
    }
}
