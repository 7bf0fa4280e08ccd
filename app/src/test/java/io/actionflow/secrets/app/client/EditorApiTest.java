package io.actionflow.secrets.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.client.FakeApi.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditorApiTest {

    private static EditorApi api(FakeApi server) {
        return EditorApi.connect(new ApiSettings(
                List.of(URI.create(server.url())), Optional.empty(), Optional.empty(), Duration.ofSeconds(20)));
    }

    @Test
    void aReadAsksToSeeWhatWasWrittenBeforeInTheSameProject() throws Exception {
        try (FakeApi server = new FakeApi()) {
            server.on("POST /v1/projects", Answer.json(201, "{\"sequence\":1}").with("Secrets-Sequence", "1"))
                    .on(
                            "PUT /v1/projects/p/actionflows/f",
                            Answer.json(200, "{\"sequence\":7}").with("Secrets-Sequence", "7"))
                    .on("GET /v1/projects/p", 200, "{}")
                    .on("GET /v1/projects/q", 200, "{}");
            EditorApi api = api(server);
            api.getProject("p");
            api.createProject("p", "c-1");
            api.saveActionflow("p", "f", "{}".getBytes(), "c-2");
            api.getProject("p");
            api.getProject("q");

            assertThat(server.seen("GET /v1/projects/p"))
                    .extracting(seen -> seen.header("Secrets-Sequence").orElse("none"))
                    .containsExactly("none", "7");
            assertThat(server.seen("GET /v1/projects/q").get(0).header("Secrets-Sequence"))
                    .isEmpty();
        }
    }

    @Test
    void anyTextArrivesInAQueryAsItWas() throws Exception {
        String hostile = "a b+c&d=é/\u202e#";
        try (FakeApi server = new FakeApi()) {
            server.on("GET /v1/projects/p/secrets", 200, "{\"secrets\":[],\"total\":0}");
            api(server).listSecrets("p", ListQuery.of(Map.of("search", hostile), 5));

            assertThat(server.seen().get(0).uri().getQuery()).isEqualTo("limit=5&search=" + hostile);
            assertThat(server.seen().get(0).uri().getRawQuery()).doesNotContain("+");
        }
    }
}
