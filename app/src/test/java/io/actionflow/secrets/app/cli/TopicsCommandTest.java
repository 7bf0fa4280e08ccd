package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.broker.BrokerSettings;
import io.actionflow.secrets.app.broker.EmbeddedBroker;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsCommandTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsAppliedIsFoundGoodAndASecondTimeNothingIsCreated() {
        try (BrokerFixture broker = BrokerFixture.embedded(directory)) {
            CommandLineRun missing = topics("check", broker);
            assertThat(missing.status()).isEqualTo(1);
            assertThat(missing.out()).contains("secret-events: topic should be there, found nothing");
            assertThat(missing.err()).startsWith("secrets: TOPICS_DIFFER: 7 ").hasLineCount(1);

            CommandLineRun applied = topics("apply", broker, "--partitions", "2");
            assertThat(applied.err()).isEmpty();
            assertThat(applied.status()).isZero();
            assertThat(applied.out()).contains("created secret-events", "The topics are as they must be.");

            assertThat(topics("apply", broker).out()).doesNotContain("created");
            assertThat(topics("check", broker).status()).isZero();
            assertThat(topics("check", broker, "--partitions", "3").status()).isEqualTo(1);
        }
    }

    @Test
    void aClusterThatDelaysTransactionsIsAdvisedOf() {
        BrokerSettings slow = BrokerSettings.in(directory).with("add.partitions.to.txn.retry.backoff.ms", 20);
        try (EmbeddedBroker broker = new EmbeddedBroker(slow)) {
            broker.start();

            CommandLineRun run = CommandLineRun.of("topics", "apply", "--bootstrap-server", broker.bootstrapServers());

            assertThat(run.status()).isZero();
            assertThat(run.out()).contains("advice: ", "add.partitions.to.txn.retry.backoff.ms is 20", "set it to 1");
        }
    }

    @Test
    void aBrokerThatIsAwayIsUnavailable() throws Exception {
        Path impatient = directory.resolve("admin.properties");
        Files.writeString(impatient, "request.timeout.ms=300\ndefault.api.timeout.ms=500\n");

        CommandLineRun run = CommandLineRun.of(
                "topics", "check", "--bootstrap-server", "127.0.0.1:1", "--command-config", impatient.toString());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).startsWith("secrets: UNAVAILABLE: ").hasLineCount(1);
    }

    private static CommandLineRun topics(String what, BrokerFixture broker, String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "topics";
        arguments[1] = what;
        arguments[2] = "--bootstrap-server";
        arguments[3] = broker.bootstrapServers();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandLineRun.of(arguments);
    }
}
