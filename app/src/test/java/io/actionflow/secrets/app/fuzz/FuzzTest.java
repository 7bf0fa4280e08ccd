package io.actionflow.secrets.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the fuzz notices what it is there for: against a server which does one thing wrong. */
class FuzzTest {

    private static final String PROBLEM = "{\"code\":\"MALFORMED\",\"status\":400}";

    @Test
    void aServerThatRefusesEverythingProperlyPasses() throws Exception {
        Map<Integer, Integer> statuses = fuzz(800, 1, 400, "application/problem+json", PROBLEM);
        assertThat(statuses.get(400)).isGreaterThan(400);
    }

    @Test
    void aServerErrorIsReportedWithTheSeed() {
        assertThatThrownBy(() -> fuzz(160, 7, 500, "application/problem+json", PROBLEM.replace("400", "500")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 7");
    }

    @Test
    void anUnavailableServerMustSayWhenToTryAgain() {
        assertThatThrownBy(() -> fuzz(160, 1, 503, "application/problem+json", PROBLEM.replace("400", "503")))
                .hasMessageContaining("503 without Retry-After");
    }

    @Test
    void anErrorWithoutACodeIsReported() {
        assertThatThrownBy(() -> fuzz(160, 1, 400, "text/html", "<h1>Bad request</h1>"))
                .hasMessageContaining("400 without a code");
    }

    @Test
    void aForbiddenTextInAnAnswerIsReportedAndNotRepeated() {
        assertThatThrownBy(() -> fuzz(160, 1, 200, "application/json", "{\"value\":\"s3cr3t-value\"}"))
                .hasMessageContaining("holds what it must not")
                .hasMessageNotContaining("s3cr3t-value");
    }

    private static Map<Integer, Integer> fuzz(int requests, long seed, int status, String contentType, String body)
            throws Exception {
        ApiDocument document = ApiDocument.load("/openapi/editor-api.yaml");
        Samples samples = new Samples(document, Map.of("projectId", List.of("weather")));
        try (OneAnswerServer server = new OneAnswerServer(status, contentType, body)) {
            return new Fuzz(
                            server.address(),
                            document,
                            samples,
                            List.of("token"),
                            Judge.forbidding(List.of("s3cr3t-value")))
                    .run(requests, seed);
        }
    }
}
