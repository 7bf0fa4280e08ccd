package io.actionflow.secrets.app.restore;

import io.actionflow.secrets.commands.client.ImportClient;
import io.actionflow.secrets.projections.verify.SignedHead;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a backup back. A project that does not fit is given up with the first reason that the processor gave; the others go
 * on. What is there already and the same is passed over. For one use, by one thread.
 */
public final class Restore {

    /** Chunks have half a MiB: what is under way fits into a small heap. */
    private static final int MOST_UNDER_WAY = 32;

    private final ImportClient client;
    private final Progress progress;
    private final Map<String, Rejected> refused = new TreeMap<>();
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private long sent;

    private record Sent(String projectId, CompletableFuture<Outcome> answer) {}

    /** Hears how far it has come. */
    @FunctionalInterface
    public interface Progress {
        void at(long sent, long all);
    }

    public Restore(ImportClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    /**
     * Sends all of it, and says of each project that did not come back why.
     *
     * @throws java.util.concurrent.CompletionException where an answer did not come: begin again
     */
    public Map<String, Rejected> run(Backup backup) {
        backup.heads().forEach(head -> backup.keys(head.projectId())
                .forEach(key -> send(key.getKey(), key.getValue(), backup.size())));
        backup.read((key, record) -> send(key, record, backup.size()));
        awaitAll();
        backup.heads().forEach(this::finish);
        awaitAll();
        return refused;
    }

    private void send(RecordKey key, byte[] record, long all) {
        if (!refused.containsKey(key.projectId())) {
            sent(key.projectId(), client.send(key, record));
            progress.at(++sent, all);
        }
    }

    /** Also where the project exists: it may be the very one, brought back by an earlier run. */
    private void finish(SignedHead head) {
        Rejected reason = refused.get(head.projectId());
        if (reason == null || reason.code() == RejectionCode.PROJECT_EXISTS) {
            refused.remove(head.projectId());
            sent(head.projectId(), client.finish(head.projectId(), head.sequence(), head.hash()));
        }
    }

    private void sent(String projectId, CompletableFuture<Outcome> answer) {
        underWay.add(new Sent(projectId, answer));
        if (underWay.size() >= MOST_UNDER_WAY) {
            take(underWay.remove());
        }
    }

    private void awaitAll() {
        while (!underWay.isEmpty()) {
            take(underWay.remove());
        }
    }

    private void take(Sent it) {
        if (it.answer.join() instanceof Rejected rejected) {
            refused.putIfAbsent(it.projectId, rejected);
        }
    }
}
