package io.actionflow.secrets.projections.live;

import io.actionflow.secrets.schemas.record.ServedSync;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The highest Sync that each resolver has reported of each project. Bounded: what was reported longest ago is forgotten. */
final class HighestSyncs {

    private final int most;

    // who reported which project → the highest Sync, in the order of the last report
    private final Map<Key, ServedSync> syncs = new LinkedHashMap<>();

    private record Key(String resolverId, String projectId) {}

    HighestSyncs(int most) {
        this.most = most;
    }

    void add(String resolverId, ServedSync served) {
        Key key = new Key(resolverId, served.projectId());
        ServedSync before = syncs.remove(key);
        syncs.put(key, before == null || before.sync() < served.sync() ? served : before);
        if (syncs.size() > most) {
            Iterator<ServedSync> oldest = syncs.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Nullable
    ServedSync of(String resolverId, String projectId) {
        return syncs.get(new Key(resolverId, projectId));
    }
}
