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

    private static List<Path> pages() throws IOException {
        try (var docs = Files.list(TOP.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(docs.toList());
            pages.add(TOP.resolve("README.md"));
            return pages;
        }
    }
}
