package io.actionflow.secrets.projections.state;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which generation of its project's key an entry is to be written under: the project's own entry says so. Remembered for
 * some projects, because every write asks. For the one thread that writes to the store.
 */
public final class Generations {

    private static final int REMEMBERED = 10_000;

    private final EntryReader entries;
    private final Map<String, Integer> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Looks into the store that is written to, what is not flushed yet included. */
    public Generations(EntryReader entries) {
        this.entries = entries;
    }

    /** An entry is being written. */
    public void written(String key, Entry entry) {
        if (entry instanceof ProjectEntry project) {
            known.put(projectOf(key), project.generation());
        }
    }

    /** The generation for the entry under this key; 0 where it is under no key of a project. */
    public int of(String key) {
        return Keys.encryptedFor(key) == null ? 0 : known.computeIfAbsent(projectOf(key), this::read);
    }

    private int read(String projectId) {
        ProjectEntry project = entries.get(Keys.project(projectId), ProjectEntry.class);
        return project == null ? 0 : project.generation();
    }

    private static String projectOf(String key) {
        return key.substring(0, key.indexOf('/'));
    }
}
