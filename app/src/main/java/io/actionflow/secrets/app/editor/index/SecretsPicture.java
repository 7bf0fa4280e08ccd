package io.actionflow.secrets.app.editor.index;

import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.projections.state.SecretStatus;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.event.Synced;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The secrets of a project after one of its events: immutable, in every order that lists have. The next event makes the next
 * picture, which shares all that did not change; so an event costs the logarithm of how many secrets there are, and whoever
 * looks at a picture meanwhile is not disturbed. A Sync costs what it takes away.
 */
public final class SecretsPicture {

    private final long sequence;
    private final TreePMap<String, SecretItem> byId;

    /** How the draft differs; whatever is not in here is active. */
    private final TreePMap<String, SecretStatus> changes;

    private final Map<SecretSort, TreePSet<SecretItem>> sorted;
    private final long bytes;

    private SecretsPicture(
            long sequence,
            TreePMap<String, SecretItem> byId,
            TreePMap<String, SecretStatus> changes,
            Map<SecretSort, TreePSet<SecretItem>> sorted,
            long bytes) {
        this.sequence = sequence;
        this.byId = byId;
        this.changes = changes;
        this.sorted = sorted;
        this.bytes = bytes;
    }

    /** Collects the secrets that a scan meets. */
    static final class Draft {
        private final TreeMap<String, SecretItem> byId = new TreeMap<>();
        private final TreeMap<String, SecretStatus> changes = new TreeMap<>();

        void add(SecretEntry secret, SecretStatus status) {
            byId.put(secret.secretId(), SecretItem.of(secret));
            if (status != SecretStatus.ACTIVE) {
                changes.put(secret.secretId(), status);
            }
        }

        SecretsPicture at(long sequence) {
            Map<SecretSort, TreePSet<SecretItem>> sorted = new EnumMap<>(SecretSort.class);
            for (SecretSort sort : SecretSort.values()) {
                TreeSet<SecretItem> items = new TreeSet<>(sort.comparator());
                items.addAll(byId.values());
                sorted.put(sort, TreePSet.fromSortedSet(items));
            }
            long bytes = byId.values().stream().mapToLong(SecretItem::bytes).sum();
            return new SecretsPicture(
                    sequence, TreePMap.fromSortedMap(byId), TreePMap.fromSortedMap(changes), sorted, bytes);
        }
    }

    /** The number of the event after which the project looks like this. */
    public long sequence() {
        return sequence;
    }

    /** How many secrets lists show. */
    public int size() {
        return byId.size();
    }

    /** About how much memory it takes, if it shares nothing. */
    long bytes() {
        return bytes;
    }

    /** The first secrets that a Sync would change, by id. */
    public List<SecretPage.Listed> changed(int most) {
        return changes.keySet().stream()
                .limit(most)
                .map(this::item)
                .map(this::listed)
                .toList();
    }

    /** One page: looks at no more secrets than it must to find as many as it may have, and one more. */
    public SecretPage page(SecretQuery query) {
        List<SecretPage.Listed> found = new ArrayList<>();
        Iterator<SecretItem> items = from(query);
        long visited = 0;
        while (items.hasNext()) {
            SecretItem item = items.next();
            visited++;
            if (!isMeant(item, query)) {
                continue;
            }
            if (found.size() == query.limit()) {
                SecretItem last = found.get(found.size() - 1).item();
                return new SecretPage(found, Optional.of(query.next(last)), visited);
            }
            found.add(listed(item));
        }
        return new SecretPage(found, Optional.empty(), visited);
    }

    private Iterator<SecretItem> from(SecretQuery query) {
        TreePSet<SecretItem> items = sorted(query.sort());
        if (query.after().isPresent()) {
            SecretItem place = query.sort().at(query.after().get());
            items = query.descending() ? items.headSet(place, false) : items.tailSet(place, false);
        }
        return query.descending() ? items.descendingIterator() : items.iterator();
    }

    private boolean isMeant(SecretItem item, SecretQuery query) {
        return (query.folded().isEmpty() || item.contains(query.folded()))
                && (query.status().isEmpty() || query.status().get() == status(item.secretId()));
    }

    private SecretPage.Listed listed(SecretItem item) {
        return new SecretPage.Listed(item, status(item.secretId()));
    }

    private SecretStatus status(String secretId) {
        SecretStatus change = changes.get(secretId);
        return change == null ? SecretStatus.ACTIVE : change;
    }

    private TreePSet<SecretItem> sorted(SecretSort sort) {
        return Objects.requireNonNull(sorted.get(sort));
    }

    // ------------------------------------------------------------------ what events do

    /** The picture after the event that follows. */
    SecretsPicture after(RecordedEvent recorded) {
        return changedBy(recorded).at(recorded.sequence());
    }

    private SecretsPicture changedBy(RecordedEvent recorded) {
        if (recorded.event() instanceof SecretAdded added) {
            return with(SecretItem.of(added), SecretStatus.ADDED);
        } else if (recorded.event() instanceof SecretEdited edited) {
            return with(item(edited.secretId()).edited(edited), changed(edited.secretId()));
        } else if (recorded.event() instanceof SecretDeleted deleted) {
            return deleted(deleted.secretId(), deleted.meta());
        } else if (recorded.event() instanceof Synced) {
            return synced();
        }
        return this;
    }

    private SecretStatus changed(String secretId) {
        return status(secretId) == SecretStatus.ADDED ? SecretStatus.ADDED : SecretStatus.CHANGED;
    }

    private SecretsPicture deleted(String secretId, EventMeta meta) {
        return status(secretId) == SecretStatus.ADDED
                ? without(secretId)
                : with(item(secretId).deleted(meta), SecretStatus.DELETING);
    }

    private SecretsPicture synced() {
        SecretsPicture rest = this;
        for (Map.Entry<String, SecretStatus> change : changes.entrySet()) {
            rest = change.getValue() == SecretStatus.DELETING ? rest.without(change.getKey()) : rest;
        }
        return new SecretsPicture(sequence, rest.byId, TreePMap.empty(), rest.sorted, rest.bytes);
    }

    private SecretItem item(String secretId) {
        return Objects.requireNonNull(byId.get(secretId), "An event about a secret that is not there");
    }

    private SecretsPicture at(long next) {
        return new SecretsPicture(next, byId, changes, sorted, bytes);
    }

    private SecretsPicture with(SecretItem item, SecretStatus status) {
        SecretItem before = byId.get(item.secretId());
        Map<SecretSort, TreePSet<SecretItem>> next = new EnumMap<>(SecretSort.class);
        sorted.forEach((sort, items) -> next.put(sort, (before == null ? items : items.minus(before)).plus(item)));
        return new SecretsPicture(
                sequence,
                byId.plus(item.secretId(), item),
                changes.plus(item.secretId(), status),
                next,
                bytes + item.bytes() - (before == null ? 0 : before.bytes()));
    }

    private SecretsPicture without(String secretId) {
        SecretItem gone = item(secretId);
        Map<SecretSort, TreePSet<SecretItem>> next = new EnumMap<>(SecretSort.class);
        sorted.forEach((sort, items) -> next.put(sort, items.minus(gone)));
        return new SecretsPicture(sequence, byId.minus(secretId), changes.minus(secretId), next, bytes - gone.bytes());
    }
}
