package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.schemas.result.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As many usages as an answer should have: node ids and input names are free text, so their lengths count, too. */
final class FirstUsages {

    private final int most;
    private long room;
    private final List<Map<String, Object>> usages = new ArrayList<>();
    private boolean complete = true;

    FirstUsages(int most, long mostCharacters) {
        this.most = most;
        this.room = mostCharacters;
    }

    /** Takes one more; returns false once there is no room. The first is always taken. */
    boolean add(Usage usage) {
        int length = usage.actionflowId().length()
                + usage.nodeId().length()
                + usage.input().length();
        if (usages.size() == most || (length > room && !usages.isEmpty())) {
            complete = false;
            return false;
        }
        room -= length;
        usages.add(Outcomes.usage(usage));
        return true;
    }

    List<Map<String, Object>> usages() {
        return usages;
    }

    /** Whether none was left out. */
    boolean complete() {
        return complete;
    }
}
