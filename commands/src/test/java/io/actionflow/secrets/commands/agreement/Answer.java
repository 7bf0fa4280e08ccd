package io.actionflow.secrets.commands.agreement;

import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an outcome says, without its sentence; {@code usages} as {@code flow/version/node/input}, sorted. */
record Answer(
        String code,
        long sequence,
        long sync,
        long version,
        long changes,
        @Nullable Long currentVersion,
        List<String> usages) {

    static Answer accepted(long sequence, long sync, long version, long changes) {
        return new Answer("ACCEPTED", sequence, sync, version, changes, null, List.of());
    }

    static Answer rejected(String code, long sequence) {
        return new Answer(code, sequence, 0, 0, 0, null, List.of());
    }

    static Answer of(Outcome outcome) {
        if (outcome instanceof Accepted it) {
            return accepted(it.sequence(), it.sync(), it.version(), it.changes());
        }
        Rejected it = (Rejected) outcome;
        List<String> usages = it.usages().stream()
                .map(usage -> usage.actionflowId() + "/" + usage.version() + "/" + usage.nodeId() + "/" + usage.input())
                .sorted()
                .toList();
        return new Answer(it.code().name(), it.sequence(), 0, 0, 0, it.currentVersion(), usages);
    }
}
