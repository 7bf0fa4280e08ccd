package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.audit.StateThen;
import io.actionflow.secrets.app.cli.remote.Column;
import io.actionflow.secrets.app.cli.remote.Shown;
import io.actionflow.secrets.app.cli.remote.Table;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.Role;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A state for people: one table after the other, none of them cut. */
final class StateTables {

    private static final int LONGEST_NAME = 200;

    private final AuditOptions audit;
    private final PrintWriter out;

    StateTables(AuditOptions audit) {
        this.audit = audit;
        this.out = audit.out();
    }

    void head(StateThen state, RecordedEvent last, String moment) {
        out.println("Project " + state.projectId() + " at " + moment + ": after event " + state.sequence() + " of "
                + time(last.event().meta().at()) + ", "
                + (state.sync() == 0 ? "before its first Sync" : "Sync " + state.sync() + " was current"));
    }

    void body(StateThen state) {
        members(state);
        secrets(state);
        uses(state);
        out.flush();
    }

    private void members(StateThen state) {
        print(
                List.of(Column.fixed("MEMBER"), Column.fixed("ROLE"), Column.fixed("MANAGES SECRETS")),
                state.members().stream()
                        .map(it -> List.of(
                                cut(it.member()),
                                it.role().name(),
                                it.role() == Role.OWNER || it.role() == Role.MANAGER ? "yes" : "no"))
                        .toList());
    }

    private void secrets(StateThen state) {
        print(
                List.of(
                        Column.fixed("SECRET"),
                        Column.fixed("STATE"),
                        Column.fixed("VERSION"),
                        Column.fixed("CHANGED"),
                        Column.fixed("BY"),
                        Column.fixed("ID")),
                state.secrets().stream().map(this::row).toList());
    }

    private List<String> row(StateThen.Kept kept) {
        SecretEntry secret = kept.secret();
        return List.of(
                cut(secret.name()),
                kept.status().name(),
                Long.toString(secret.version()),
                time(secret.changedAt()),
                cut(secret.changedBy()),
                secret.secretId());
    }

    private void uses(StateThen state) {
        Map<String, String> names = state.secrets().stream()
                .collect(Collectors.toMap(
                        it -> it.secret().secretId(), it -> it.secret().name()));
        print(
                List.of(
                        Column.fixed("ACTIONFLOW"),
                        Column.fixed("VERSION"),
                        Column.fixed("STATE"),
                        Column.fixed("NODE"),
                        Column.fixed("INPUT"),
                        Column.fixed("SECRET"),
                        Column.fixed("GETS IT")),
                state.uses().stream()
                        .map(it -> List.of(
                                it.actionflowId(),
                                Long.toString(it.version()),
                                it.callable().name(),
                                cut(it.binding().nodeId()),
                                cut(it.binding().input()),
                                cut(names.getOrDefault(
                                        it.binding().secretId(), it.binding().secretId())),
                                it.isGranted() ? "yes" : "no"))
                        .toList());
    }

    private void print(List<Column> columns, List<List<String>> rows) {
        out.println();
        new Table(OptionalInt.empty(), columns.toArray(Column[]::new)).print(out, rows);
    }

    private String time(Instant instant) {
        return Shown.time(instant.toString(), audit.surroundings().zone());
    }

    private static String cut(String text) {
        return Shown.cut(text, LONGEST_NAME);
    }
}
