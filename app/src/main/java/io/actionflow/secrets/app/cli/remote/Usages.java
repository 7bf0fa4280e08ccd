package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Where a secret is bound. */
final class Usages {

    private Usages() {}

    static void print(Iterable<JsonNode> usages, PrintWriter out, Surroundings surroundings) {
        Table table = table(surroundings);
        List<List<String>> rows = new ArrayList<>();
        usages.forEach(each -> rows.add(row(each)));
        table.print(out, rows);
    }

    static Table table(Surroundings surroundings) {
        return new Table(
                surroundings.columns(),
                Column.flexible("ACTIONFLOW"),
                Column.fixed("VERSION"),
                Column.flexible("NODE"),
                Column.flexible("INPUT"));
    }

    static List<String> row(JsonNode usage) {
        return List.of(
                usage.path("actionflowId").asText(),
                usage.path("version").asText(),
                usage.path("nodeId").asText(),
                usage.path("input").asText());
    }
}
