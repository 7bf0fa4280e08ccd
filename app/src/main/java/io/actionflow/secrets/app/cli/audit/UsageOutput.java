package io.actionflow.secrets.app.cli.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.audit.UsageLedger.Total;
import io.actionflow.secrets.app.cli.remote.Column;
import io.actionflow.secrets.app.cli.remote.Shown;
import io.actionflow.secrets.app.cli.remote.Table;
import io.actionflow.secrets.schemas.record.UsagePlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Prints usage: a table for people, a line of JSON a secret for programs. Of each secret the latest place comes first. */
interface UsageOutput {

    /** What was not resolved has a count of 0. */
    void secret(String projectId, String secretId, Optional<String> name, Map<UsagePlace, Total> places);

    void notApart(String projectId, Total total);

    void end();

    static UsageOutput of(AuditOptions audit) {
        return audit.isJson() ? new Json(audit) : new Words(audit);
    }

    private static List<Map.Entry<UsagePlace, Total>> latestFirst(Map<UsagePlace, Total> places) {
        return places.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<UsagePlace, Total> it) ->
                                it.getValue().lastAt())
                        .reversed()
                        .thenComparing(it -> it.getKey().toString()))
                .toList();
    }

    /** For programs. */
    record Json(AuditOptions audit) implements UsageOutput {

        @Override
        public void secret(String projectId, String secretId, Optional<String> name, Map<UsagePlace, Total> places) {
            ObjectNode line = JsonNodeFactory.instance
                    .objectNode()
                    .put("projectId", projectId)
                    .put("secretId", secretId)
                    .put("name", name.orElse(null))
                    .put(
                            "count",
                            places.values().stream().mapToLong(Total::count).sum());
            latestFirst(places).stream()
                    .findFirst()
                    .ifPresent(it -> line.put("lastAt", it.getValue().lastAt().toString()));
            ArrayNode array = line.putArray("places");
            latestFirst(places).forEach(it -> times(it.getValue(), array.addObject())
                    .put("actionflowId", it.getKey().actionflowId())
                    .put("version", it.getKey().version())
                    .put("nodeId", it.getKey().nodeId()));
            audit.print(line);
        }

        @Override
        public void notApart(String projectId, Total total) {
            ObjectNode line = JsonNodeFactory.instance.objectNode().put("projectId", projectId);
            audit.print(times(total, line.put("secretId", (String) null)));
        }

        private static ObjectNode times(Total total, ObjectNode node) {
            return node.put("count", total.count())
                    .put("firstAt", total.firstAt().toString())
                    .put("lastAt", total.lastAt().toString());
        }

        @Override
        public void end() {
            audit.out().flush();
        }
    }

    /** For people. */
    final class Words implements UsageOutput {

        private static final int LONGEST_NAME = 200;

        private final AuditOptions audit;
        private final List<List<String>> rows = new ArrayList<>();

        private Words(AuditOptions audit) {
            this.audit = audit;
        }

        @Override
        public void secret(String projectId, String secretId, Optional<String> name, Map<UsagePlace, Total> places) {
            String shown = name.orElse("(deleted)");
            if (places.isEmpty()) {
                rows.add(List.of(projectId, shown, "never", "0", "", "", "", secretId));
            }
            latestFirst(places)
                    .forEach(it -> rows.add(List.of(
                            projectId,
                            shown,
                            time(it.getValue()),
                            Long.toString(it.getValue().count()),
                            it.getKey().actionflowId(),
                            Long.toString(it.getKey().version()),
                            Shown.cut(it.getKey().nodeId(), LONGEST_NAME),
                            secretId)));
        }

        @Override
        public void notApart(String projectId, Total total) {
            rows.add(List.of(
                    projectId, "(not counted apart)", time(total), Long.toString(total.count()), "", "", "", ""));
        }

        @Override
        public void end() {
            Table table = new Table(
                    OptionalInt.empty(),
                    Column.fixed("PROJECT"),
                    Column.fixed("SECRET"),
                    Column.fixed("LAST RESOLVED"),
                    Column.fixed("TIMES"),
                    Column.fixed("ACTIONFLOW"),
                    Column.fixed("VERSION"),
                    Column.fixed("NODE"),
                    Column.fixed("ID"));
            table.print(audit.out(), rows);
            audit.out().flush();
        }

        private String time(Total total) {
            return Shown.time(total.lastAt().toString(), audit.surroundings().zone());
        }
    }
}
