package io.actionflow.secrets.commands.actionflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.record.Binding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ActionflowDocumentTest {

    @Test
    void theExampleBindsItsApiKey() throws IOException, MalformedActionflowException {
        byte[] example = Files.readAllBytes(Path.of("../examples/weather.json"));

        ActionflowDocument document = ActionflowDocument.parse(example);

        assertThat(document.actionflowId()).isEqualTo("daily-forecast");
        assertThat(document.name()).isEqualTo("Daily forecast");
        assertThat(document.bindings())
                .containsExactly(new Binding("call-api", "Call API", "apiKey", "weather-api-key"));
    }

    @Test
    void bindingsStandInTheOrderOfTheDocument() throws MalformedActionflowException {
        ActionflowDocument document = parse("""
                {"actionflowId": "f", "name": "n", "nodes": [
                  {"id": "b", "type": "Call API", "inputs": {
                    "z": {"context": "secret", "secretId": "s2"},
                    "a": {"secretId": "s1", "context": "secret"}}},
                  {"id": "a", "type": "Run Code", "inputs": {"k": {"context": "secret", "secretId": "s1"}}}]}
                """);

        assertThat(document.bindings())
                .containsExactly(
                        new Binding("b", "Call API", "z", "s2"),
                        new Binding("b", "Call API", "a", "s1"),
                        new Binding("a", "Run Code", "k", "s1"));
    }

    @Test
    void aSecretInAnOutputNodeIsReadSoThatItCanBeRefused() throws MalformedActionflowException {
        ActionflowDocument document = parse("""
                {"actionflowId": "f", "nodes": [
                  {"id": "o", "type": "Output", "inputs": {"text": {"context": "secret", "secretId": "s"}}}]}
                """);

        assertThat(document.bindings()).containsExactly(new Binding("o", "Output", "text", "s"));
    }

    @Test
    void literalInputsAndOtherContextsAreNoBindings() throws MalformedActionflowException {
        ActionflowDocument document = parse("""
                {"actionflowId": "f", "nodes": [{"id": "n", "type": "Call API", "inputs": {
                  "text": "secret", "number": 1e400, "yes": true, "nothing": null, "empty": {}, "list": [1, {"a": []}],
                  "variable": {"context": "variable", "variableId": "v"},
                  "look-alike": {"Context": "secret", "secretId": "s"},
                  "no context": {"secretId": "s"},
                  "odd": {"context": ["secret"]}}}]}
                """);

        assertThat(document.bindings()).isEmpty();
    }

    @Test
    void whatIsNotDescribedIsPassedOver() throws MalformedActionflowException {
        ActionflowDocument document = parse("""
                {"schema": 9, "history": {"context": "secret"}, "actionflowId": "f", "nodes": [
                  {"id": "n", "type": "Input", "position": {"x": 1, "y": 2}, "inputs": {}},
                  {"id": "m", "type": "Input"}]}
                """);

        assertThat(document).isEqualTo(new ActionflowDocument("f", "", document.bindings()));
        assertThat(document.bindings()).isEmpty();
    }

    @Test
    void nodesAndInputsAndNamesAreFreeText() throws MalformedActionflowException {
        ActionflowDocument document = parse("""
                {"actionflowId": "f", "name": "\\u0000 \\ud83d\\udd11 \\u202e", "nodes": [
                  {"id": "a/~b\\n\\u0000", "type": " T\\u00fdpe ", "inputs": {
                    " ": {"context": "secret", "secretId": "s"},
                    "headers[0].\\"x\\"": {"context": "secret", "secretId": "s"}}}]}
                """);

        assertThat(document.name()).isEqualTo("\0 \ud83d\udd11 \u202e");
        assertThat(document.bindings()).extracting(Binding::nodeId).containsOnly("a/~b\n\0");
        assertThat(document.bindings()).extracting(Binding::nodeType).containsOnly(" T\u00fdpe ");
        assertThat(document.bindings()).extracting(Binding::input).containsExactly(" ", "headers[0].\"x\"");
    }

    @Test
    void aDocumentOfManyNodesIsRead() throws MalformedActionflowException {
        StringBuilder json = new StringBuilder("{\"actionflowId\": \"f\", \"nodes\": [");
        for (int i = 0; i < 20_000; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\": \"n")
                    .append(i)
                    .append("\", \"type\": \"Call API\", \"inputs\":")
                    .append("{\"k\": {\"context\": \"secret\", \"secretId\": \"s\"}, \"literal\": [[1],[2],[3]]}}");
        }

        assertThat(parse(json.append("]}").toString()).bindings()).hasSize(20_000);
    }

    private static ActionflowDocument parse(String json) throws MalformedActionflowException {
        return ActionflowDocument.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
