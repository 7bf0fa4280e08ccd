package io.actionflow.secrets.app.cli.keys;

import static io.actionflow.secrets.app.keys.Fleet.shown;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.cli.remote.Column;
import io.actionflow.secrets.app.cli.remote.JsonOutput;
import io.actionflow.secrets.app.cli.remote.Table;
import io.actionflow.secrets.app.keys.Fleet;
import io.actionflow.secrets.app.keys.KeyPlace;
import io.actionflow.secrets.app.keys.KeyStatus;
import io.actionflow.secrets.app.keys.KeyStatus.Row;
import io.actionflow.secrets.app.keys.KeyStore;
import io.actionflow.secrets.app.keys.KeysOnKafka;
import io.actionflow.secrets.projections.live.KeysHeld;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows every key, and how far values are on their way to the newest. */
@Command(
        name = "status",
        description = {
            "Show every key of a directory: its id, whether it is in use, and of value keys what was announced.",
            "With --bootstrap-server also which resolvers have it, and how many values in use are sealed to it."
        },
        mixinStandardHelpOptions = true)
final class KeysStatusCommand implements Callable<Integer> {

    @Mixin
    private KeyOptions options = new KeyOptions();

    @Option(names = "--json", description = "Print a line of JSON for each key, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        KeyStore store = options.store();
        if (options.namesCluster()) {
            try (KeysOnKafka kafka = options.connect()) {
                Fleet fleet = kafka.fleet(options.resolvers());
                print(KeyStatus.rows(store, Optional.of(fleet), kafka.announced()), fleet.resolvers());
            }
        } else {
            printWithoutCluster(store);
        }
        return ExitStatus.DONE.number();
    }

    private void printWithoutCluster(KeyStore store) throws IOException, GeneralSecurityException {
        print(KeyStatus.rows(store, Optional.empty(), List.of()), List.of());
        if (!json) {
            out().println(
                            "Who has which, and how many values are sealed to it: name a cluster with --bootstrap-server");
        }
    }

    private void print(List<Row> rows, List<KeysHeld> resolvers) {
        if (json) {
            rows.forEach(row -> out().println(JsonOutput.line(document(row))));
            return;
        }
        Table table = new Table(
                OptionalInt.empty(),
                Column.fixed("KEYSET"),
                Column.fixed("KEY"),
                Column.fixed("STATUS"),
                Column.fixed("USE"),
                Column.fixed("RESOLVERS"),
                Column.fixed("VALUES"));
        table.print(out(), rows.stream().map(row -> cells(row, resolvers)).toList());
        resolvers.stream().filter(KeysHeld::isGone).forEach(it -> out().println(
                        "resolver " + it.resolverId() + " is silent"));
    }

    private static List<String> cells(Row row, List<KeysHeld> resolvers) {
        return List.of(
                row.place().label(),
                shown(row.key().id()),
                row.key().status().toLowerCase(Locale.ROOT),
                use(row),
                holders(row, resolvers),
                progress(row));
    }

    private static String use(Row row) {
        String primary = row.key().isPrimary() ? "primary" : "";
        String announced = row.announced()
                .map(it -> it.isWithdrawn() ? "withdrawn" : "announced " + it.createdAt())
                .orElse("");
        return primary + (primary.isEmpty() || announced.isEmpty() ? "" : ", ") + announced;
    }

    private static String holders(Row row, List<KeysHeld> resolvers) {
        boolean isReported = row.place() == KeyPlace.VALUE || row.place() == KeyPlace.METADATA;
        return isReported && !resolvers.isEmpty() ? row.holders().size() + " of " + resolvers.size() : "";
    }

    private static String progress(Row row) {
        return row.values().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%,d of %,d",
                        row.values().getAsLong(),
                        row.of().orElse(0))
                : "";
    }

    private static ObjectNode document(Row row) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("keyset", row.place().label());
        line.put("keyId", Integer.toUnsignedLong(row.key().id()));
        line.put("status", row.key().status());
        line.put("primary", row.key().isPrimary());
        row.announced().ifPresent(it -> {
            line.put("announcedAt", it.createdAt().toString());
            line.put("withdrawn", it.isWithdrawn());
        });
        row.holders().forEach(line.withArray("resolvers")::add);
        row.values().ifPresent(values -> line.put("values", values));
        row.of().ifPresent(values -> line.put("ofValues", values));
        return line;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
