package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a Sync changes, and for which Actionflows. */
final class Changes {

    private Changes() {}

    static void print(JsonNode preview, PrintWriter out, Surroundings surroundings) {
        List<List<String>> rows = new ArrayList<>();
        preview.path("secrets").forEach(each -> rows.add(secret(each)));
        preview.path("actionflows").forEach(each -> rows.add(actionflow(each)));
        if (rows.isEmpty()) {
            out.println("There is nothing to do: what is active is what the draft has.");
            return;
        }
        new Table(
                        surroundings.columns(),
                        Column.fixed("STATE"),
                        Column.fixed("WHAT"),
                        Column.flexible("NAME"),
                        Column.fixed("VERSION").droppedAt(1),
                        Column.flexible("AFFECTS"))
                .print(out, rows);
        if (!preview.path("complete").asBoolean(true)) {
            out.println("… and more: " + preview.path("changes").asLong() + " changes in all.");
        }
    }

    private static List<String> secret(JsonNode secret) {
        String flows = StreamSupport.stream(secret.path("affects").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return List.of(
                secret.path("state").asText(),
                "secret",
                secret.path("name").asText(),
                secret.path("version").asText(),
                flows + (secret.path("affectsComplete").asBoolean(true) ? "" : ", …"));
    }

    private static List<String> actionflow(JsonNode flow) {
        String id = flow.path("actionflowId").asText();
        return List.of(
                flow.path("state").asText(),
                "Actionflow",
                id,
                flow.path("version").asText(),
                id);
    }
}
