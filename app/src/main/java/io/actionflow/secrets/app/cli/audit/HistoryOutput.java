package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.audit.EventJson;
import io.actionflow.secrets.app.audit.Sentences;
import io.actionflow.secrets.app.audit.Then;
import io.actionflow.secrets.app.cli.remote.Column;
import io.actionflow.secrets.app.cli.remote.Shown;
import io.actionflow.secrets.app.cli.remote.Table;
import io.actionflow.secrets.projections.replay.LogItem.Opened;
import io.actionflow.secrets.projections.replay.LogItem.Unreadable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Prints a history: as a table for people, never cut, for an auditor reads all of it; as lines of JSON for programs. */
interface HistoryOutput extends AutoCloseable {

    void tell(Opened event, Then then);

    void tell(Unreadable record);

    void flush();

    /** Prints what was not printed yet. */
    @Override
    default void close() {
        flush();
    }

    static HistoryOutput of(AuditOptions audit) {
        return audit.isJson() ? new Json(audit) : new Words(audit);
    }

    /** For programs. */
    record Json(AuditOptions audit) implements HistoryOutput {

        @Override
        public void tell(Opened event, Then then) {
            audit.print(EventJson.of(event, then));
        }

        @Override
        public void tell(Unreadable record) {
            audit.print(EventJson.of(record));
        }

        @Override
        public void flush() {
            audit.out().flush();
        }
    }

    /** For people. */
    final class Words implements HistoryOutput {

        private static final int PAGE = 100;
        private static final int LONGEST_NAME = 200;

        private final AuditOptions audit;
        private final ZoneId zone;
        private final Table table;
        private final List<List<String>> page = new ArrayList<>();

        private Words(AuditOptions audit) {
            this.audit = audit;
            this.zone = audit.surroundings().zone();
            this.table = new Table(
                    OptionalInt.empty(),
                    Column.fixed("TIME"),
                    Column.fixed("PROJECT"),
                    Column.fixed("NO"),
                    Column.fixed("WHO"),
                    Column.fixed("WHAT"));
        }

        @Override
        public void tell(Opened it, Then then) {
            row(
                    Shown.time(it.event().event().meta().at().toString(), zone),
                    it.projectId(),
                    it.event().sequence(),
                    Shown.cut(it.event().event().meta().actor(), LONGEST_NAME),
                    Sentences.of(it.event().event(), then));
        }

        @Override
        public void tell(Unreadable it) {
            row(
                    "?",
                    it.projectId(),
                    null,
                    "?",
                    it.reason() + " at " + it.place() + ", key " + it.key() + ": " + it.sentence());
        }

        private void row(String time, String project, @Nullable Long sequence, String who, String what) {
            page.add(List.of(time, project, sequence == null ? "?" : sequence.toString(), who, what));
            if (page.size() >= PAGE) {
                flush();
            }
        }

        @Override
        public void flush() {
            if (!page.isEmpty()) {
                audit.clearProgress();
                table.print(audit.out(), page);
                page.clear();
            }
            audit.out().flush();
        }
    }
}
