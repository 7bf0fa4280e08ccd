package io.actionflow.secrets.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.client.FakeApi.Seen;
import io.actionflow.secrets.app.http.Contract;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether what a client sent, and what the fake answered, is as the API's document says. */
public final class KeptContract {

    private static final KeptContract EDITOR = new KeptContract(Contract.of("/openapi/editor-api.yaml"));
    private static final KeptContract RESOLVER = new KeptContract(Contract.of("/openapi/resolver-api.yaml"));

    private final Contract contract;

    private KeptContract(Contract contract) {
        this.contract = contract;
    }

    public static KeptContract ofEditor() {
        return EDITOR;
    }

    public static KeptContract ofResolver() {
        return RESOLVER;
    }

    public void assertKeptBy(List<Seen> exchanges) {
        exchanges.forEach(this::assertKeptBy);
    }

    private void assertKeptBy(Seen seen) {
        Map.Entry<String, JsonNode> path = contract.document().get("paths").properties().stream()
                .filter(each -> each.getValue().has(seen.method().toLowerCase()))
                .filter(each -> seen.uri().getPath().matches(each.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No operation for " + seen.route()));
        JsonNode operation = path.getValue().get(seen.method().toLowerCase());
        String id = operation.get("operationId").asText();
        assertThat(parametersOf(path.getValue(), operation))
                .as(id + ", its parameters")
                .containsAll(queried(seen));
        if (seen.header("Content-Type").filter("application/json"::equals).isPresent()) {
            contract.assertAccepts(id, seen.body());
        } else {
            assertThat(seen.body().length > 0).as(id + " has a body").isEqualTo(operation.has("requestBody"));
        }
        FakeApi.Answer answer = seen.answer();
        contract.assertGives(id, answer.status(), answer.headers().get("Content-Type"), answer.body());
    }

    private Set<String> parametersOf(JsonNode path, JsonNode operation) {
        Set<String> names = new HashSet<>();
        Stream.of(path.path("parameters"), operation.path("parameters"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(each -> each.has("$ref")
                        ? contract.document().at(each.get("$ref").asText().substring(1))
                        : each)
                .filter(each -> each.get("in").asText().equals("query"))
                .forEach(each -> names.add(each.get("name").asText()));
        return names;
    }

    private static List<String> queried(Seen seen) {
        String query = seen.uri().getRawQuery();
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&"))
                        .map(each -> each.substring(0, each.indexOf('=')))
                        .toList();
    }
}
