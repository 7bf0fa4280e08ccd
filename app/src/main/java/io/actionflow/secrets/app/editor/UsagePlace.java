package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.schemas.result.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a page of usages begins: behind the first so many of an Actionflow. An Actionflow that is saved anew between two
 * pages may show a place twice, or not at all: that it has another version shows it.
 */
final class UsagePlace {

    private final String actionflowId;
    private final long shown;
    private long passed;

    private UsagePlace(String actionflowId, long shown) {
        this.actionflowId = actionflowId;
        this.shown = shown;
    }

    static UsagePlace of(Optional<Cursor> cursor) {
        return cursor.map(it -> new UsagePlace(it.text(0), it.number(1))).orElse(new UsagePlace("", 0));
    }

    String actionflowId() {
        return actionflowId;
    }

    /** Whether the next usage stands on a page before. */
    boolean isBefore(Usage usage) {
        if (!usage.actionflowId().equals(actionflowId) || passed >= shown) {
            return false;
        }
        passed++;
        return true;
    }

    /** The place behind what this page has, for a cursor. */
    List<String> after(List<Map<String, Object>> usages) {
        String last = String.valueOf(usages.get(usages.size() - 1).get("actionflowId"));
        long here = usages.stream()
                .filter(usage -> last.equals(usage.get("actionflowId")))
                .count();
        return List.of(last, Long.toString(here + (last.equals(actionflowId) ? passed : 0)));
    }
}
