package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionflow.secrets.app.client.ListQuery;
import io.actionflow.secrets.app.client.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How much of a list is shown, and showing it: page by page, whatever its length. */
final class ListOptions {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Show at most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--all", description = "Show all.")
    private boolean all;

    /**
     * Prints the list: a table, or with {@code --json} one array of all items.
     *
     * @param list gives a page
     * @param row the cells of an item
     */
    void print(
            ApiOptions api,
            Map<String, String> filters,
            Function<ListQuery, Page> list,
            Table table,
            Function<JsonNode, List<String>> row) {
        int left = all ? Integer.MAX_VALUE : Math.max(1, limit);
        Page page = list.apply(ListQuery.of(filters, Math.min(left, ListQuery.MOST)));
        JsonArray array = new JsonArray(api.out());
        while (true) {
            if (api.isJson()) {
                page.items().forEach(array::add);
            } else {
                table.print(api.out(), page.items().stream().map(row).toList());
            }
            left -= page.items().size();
            Optional<String> next = page.next();
            if (next.isEmpty() || left <= 0) {
                break;
            }
            page = list.apply(ListQuery.of(filters, 1).from(next.get(), Math.min(left, ListQuery.MOST)));
        }
        if (api.isJson()) {
            array.end();
        } else if (page.next().isPresent()) {
            api.err().println("There are more; --all shows all" + total(page) + ".");
        }
    }

    private static String total(Page page) {
        return page.document().has("total")
                ? " (" + page.document().path("total").asLong() + " in the project)"
                : "";
    }
}
