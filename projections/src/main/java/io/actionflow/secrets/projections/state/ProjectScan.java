package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.result.Usage;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at many entries of a project, all as of one moment: for whoever keeps something of its own that is made from them,
 * and keeps it up to date by the events that follow. Which events those are is told by where the project stood then.
 */
public final class ProjectScan {

    /** Greater than every character of a key. */
    private static final char LAST = 0x7f;

    private final String projectId;
    private final EntryReader entries;

    ProjectScan(String projectId, EntryReader entries) {
        this.projectId = projectId;
        this.entries = entries;
    }

    /** Visits the secrets of the draft and those that the next Sync takes away; returns where the project stood at that moment, null where there was none. */
    public @Nullable ProjectEntry secrets(BiConsumer<SecretEntry, SecretStatus> visitor) {
        Tables tables = new Tables(visitor);
        // The tables in this range, in the order of their keys; what none of them needs is passed over unopened.
        entries.range(Keys.activeSecrets(projectId), Keys.secrets(projectId) + LAST, (key, entry) -> {
            if (key.startsWith(Keys.activeSecrets(projectId))) {
                tables.active.add(key.substring(tables.activeFrom, key.lastIndexOf('/')));
            } else if (key.startsWith(Keys.changedSecrets(projectId))) {
                tables.changed.add(key.substring(tables.changedFrom));
            } else if (key.equals(Keys.project(projectId))) {
                tables.project = present(entry.get());
                return tables.project != null;
            } else if (key.startsWith(Keys.secrets(projectId))) {
                tables.visit((SecretEntry) entry.get());
            }
            return true;
        });
        return tables.project;
    }

    /** A project that was deleted is none: its other entries can't be read any more, or not for long. */
    private static @Nullable ProjectEntry present(Entry entry) {
        ProjectEntry project = (ProjectEntry) entry;
        return project.deleted() ? null : project;
    }

    /** How many secrets and Actionflows the next Sync would change. */
    public long changes() {
        AtomicLong count = new AtomicLong();
        String table = Keys.changes(projectId);
        entries.range(table, table + LAST, (key, entry) -> count.incrementAndGet() > 0);
        return count.get();
    }

    /** What all of the project's state is, in few bytes; null where there is no project. */
    public @Nullable StateDigest digest() {
        StateDigest.Builder digest = new StateDigest.Builder(projectId);
        String own = projectId + "/";
        entries.range(own, own + LAST, (key, entry) -> {
            digest.add(key, entry.get());
            return true;
        });
        return digest.build();
    }

    /** Visits all members; returns where the project stood at that moment, null where there was none. */
    public @Nullable ProjectEntry members(Consumer<MemberEntry> visitor) {
        @Nullable ProjectEntry[] project = new ProjectEntry[1];
        ProjectEntry now = entries.get(Keys.project(projectId), ProjectEntry.class);
        if (now == null || now.deleted()) {
            return null;
        }
        entries.range(Keys.members(projectId), Keys.project(projectId), (key, entry) -> {
            if (key.startsWith(Keys.members(projectId))) {
                visitor.accept((MemberEntry) entry.get());
            } else if (key.equals(Keys.project(projectId))) {
                project[0] = present(entry.get());
            }
            return true;
        });
        return project[0];
    }

    /**
     * Visits the places where latest Actionflow versions bind a secret, by Actionflow, until the visitor returns false.
     *
     * @param from the first Actionflow id; empty for the first of all
     */
    public void usages(String secretId, String from, Predicate<Usage> visitor) {
        String table = Keys.usages(projectId, secretId);
        entries.range(table + from, table + LAST, (key, entry) -> {
            UsageEntry usage = (UsageEntry) entry.get();
            for (Binding binding : usage.bindings()) {
                if (!visitor.test(
                        new Usage(usage.actionflowId(), usage.version(), binding.nodeId(), binding.input()))) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Visits the ids of the Actionflows whose latest version binds a secret, in order, until the visitor returns false. */
    public void usingActionflows(String secretId, Predicate<String> visitor) {
        String table = Keys.usages(projectId, secretId);
        entries.range(table, table + LAST, (key, entry) -> visitor.test(key.substring(table.length())));
    }

    /** Visits the Actionflows by id, deleted ones among them, from an id on, until the visitor returns false. */
    public void actionflows(String from, Predicate<ActionflowEntry> visitor) {
        String table = Keys.actionflows(projectId);
        entries.range(table + from, table + LAST, (key, entry) -> visitor.test((ActionflowEntry) entry.get()));
    }

    /** What the scan has met so far of the tables that say something about secrets. */
    private final class Tables {
        private final int activeFrom = Keys.activeSecrets(projectId).length();
        private final int changedFrom = Keys.changedSecrets(projectId).length();
        private final Set<String> active = new HashSet<>();
        private final Set<String> changed = new HashSet<>();
        private final BiConsumer<SecretEntry, SecretStatus> visitor;
        private @Nullable ProjectEntry project;

        Tables(BiConsumer<SecretEntry, SecretStatus> visitor) {
            this.visitor = visitor;
        }

        void visit(SecretEntry secret) {
            boolean isChanged = changed.contains(secret.secretId());
            // What is deleted and in use waits for a Sync; after it, nothing uses it.
            boolean isActive = secret.deleted() ? isChanged : active.contains(secret.secretId());
            SecretStatus status = SecretStatus.of(secret.deleted(), isChanged, isActive);
            if (status != null) {
                visitor.accept(secret, status);
            }
        }
    }
}
