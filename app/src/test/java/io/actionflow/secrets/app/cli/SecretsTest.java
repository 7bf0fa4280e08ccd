package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SecretsTest {

    @Test
    void withoutACommandTheHelpIsShownAndTheUseIsWrong() {
        CommandLineRun run = CommandLineRun.of();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("secrets keys init", "Exit status: 0 done");
    }

    @Test
    void everyCommandExplainsItself() {
        for (List<String> path : commands(Secrets.commandLine(), List.of())) {
            List<String> arguments = new ArrayList<>(path);
            arguments.add("--help");
            CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));

            assertThat(run.status()).as("%s", path).isZero();
            assertThat(run.out()).as("%s", path).startsWith("Usage: secrets").contains(".\n");
        }
    }

    @Test
    void theVersionNamesWhatMustFitTogether() {
        CommandLineRun run = CommandLineRun.of("--version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("secrets ", "Kafka 4.3.1", "Java " + Runtime.version());
    }

    @Test
    void wrongUseIsOneLineThatSaysWhereTheHelpIs() {
        CommandLineRun run = CommandLineRun.of("topics", "apply");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("secrets: USAGE: Missing required option: '--bootstrap-server=HOST:PORT'."
                        + " See secrets topics apply --help");
    }

    @Test
    void anUnknownCommandIsWrongUse() {
        CommandLineRun run = CommandLineRun.of("topisc");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("secrets: USAGE: ")
                .contains("'topics'")
                .hasLineCount(1);
    }

    @Test
    void aConfigurationThatIsNotThereIsToldFromOneThatCantBeRead() {
        CommandLineRun run = CommandLineRun.of("processor", "--config", "no-such.properties");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("there is no such file", "Correct no-such.properties");
    }

    @Test
    void aBrokerThatIsAwayIsUnavailableWhateverKafkaCallsIt() {
        assertThat(report(new TimeoutException("Timed out"), false)).startsWith("3 secrets: UNAVAILABLE: ");
        assertThat(report(
                        new KafkaException(
                                "Failed to create new KafkaAdminClient",
                                new ConfigException("No resolvable bootstrap urls given in bootstrap.servers")),
                        false))
                .startsWith("3 secrets: UNAVAILABLE: ");
    }

    @Test
    void aWrongSettingOfKafkaIsWrongUse() {
        assertThat(report(new KafkaException("Failed", new ConfigException("Invalid value")), false))
                .startsWith("2 secrets: CONFIGURATION: Invalid value. ");
    }

    @Test
    void aRefusalByTheClusterIsAFailureAndNotAnOutage() {
        assertThat(report(new TopicAuthorizationException("secret-events"), false))
                .startsWith("1 secrets: NOT_AUTHORIZED: ");
    }

    @Test
    void aMessageOfSeveralLinesBecomesOne() {
        assertThat(report(new IllegalStateException("first\n\tsecond"), false))
                .isEqualTo("1 secrets: INTERNAL: first second. --verbose shows where\n");
    }

    @Test
    void theStackTraceIsForThoseWhoAskForIt() {
        assertThat(report(new IllegalStateException("broken"), false)).doesNotContain("\tat ");
        assertThat(report(new IllegalStateException("broken"), true)).contains("\tat ");
        assertThat(CommandLineRun.of("topics", "check", "--bootstrap-server", "nonsense", "--verbose")
                        .err())
                .contains("\tat ");
        assertThat(CommandLineRun.of("topics", "check", "--bootstrap-server", "nonsense")
                        .err())
                .hasLineCount(1);
    }

    private static String report(Throwable thrown, boolean verbose) {
        StringWriter err = new StringWriter();
        int status = Failures.report(thrown, new PrintWriter(err), verbose);
        return status + " " + err;
    }

    private static List<List<String>> commands(CommandLine command, List<String> path) {
        List<List<String>> found = new ArrayList<>(List.of(path));
        command.getSubcommands().forEach((name, child) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            found.addAll(commands(child, longer));
        });
        return found;
    }
}
