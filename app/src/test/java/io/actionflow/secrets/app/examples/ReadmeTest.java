package io.actionflow.secrets.app.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what compiles, and where it leads there is something. */
class ReadmeTest {

    private static final Path TOP = Path.of("..");
    private static final Path EXAMPLES = Path.of("src/test/java/io/actionflow/secrets/app/examples");

    @ParameterizedTest
    @ValueSource(strings = {"WorkerExample", "PublisherExample"})
    void anExampleStandsInTheReadmeAsItCompiles(String example) throws IOException {
        String source = Files.readString(EXAMPLES.resolve(example + ".java"));
        String shown = source.substring(source.indexOf("// begin\n") + "// begin\n".length(), source.indexOf("// end"));

        assertThat(Files.readString(TOP.resolve("README.md")))
                .contains("```java\n" + shown.stripIndent().stripTrailing() + "\n```");
    }

    @Test
    void everyLinkOfEveryPageLeadsToAFile() throws IOException {
        for (Path page : pages()) {
            String text = Files.readString(page);
            List<String> links = Pattern.compile("]\\((?!https?:)([^)#]+)")
                    .matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .map(link -> link.substring(2))
                    .toList();
            assertThat(links).allSatisfy(link -> assertThat(page.resolveSibling(link))
                    .as("linked from " + page)
                    .exists());
        }
    }

    @Test
    void theOperatorsPageNamesEveryAlertAndEveryMetric() throws IOException {
        String page = Files.readString(TOP.resolve("docs/operations.md"));

        assertThat(found("alert: (\\w+)", Files.readString(TOP.resolve("monitoring/alerts.yml"))))
                .hasSizeGreaterThan(5)
                .allSatisfy(alert -> assertThat(page).contains("`" + alert + "`"));
        assertThat(metrics()).hasSizeGreaterThan(20).allSatisfy(metric -> assertThat(page)
                .containsPattern("`" + metric.replace('.', '_') + "(_seconds|_total|_bytes)?`"));
    }

    private static List<String> metrics() throws IOException {
        List<String> metrics = new ArrayList<>();
        for (String module : List.of("app", "commands", "projections", "runtime-resolver", "schemas")) {
            try (var sources = Files.walk(TOP.resolve(module).resolve("src/main/java"))) {
                for (Path source :
                        sources.filter(it -> it.toString().endsWith(".java")).toList()) {
                    // Whatever registers one has a description near its name.
                    metrics.addAll(found(
                            "(?:builder|counter|gauge|Meters)\\((?:registry, )?\"(secrets\\.[a-z.]+)\"",
                            Files.readString(source)));
                }
            }
        }
        return metrics;
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.list(TOP.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(docs.toList());
            pages.add(TOP.resolve("README.md"));
            return pages;
        }
    }
}
