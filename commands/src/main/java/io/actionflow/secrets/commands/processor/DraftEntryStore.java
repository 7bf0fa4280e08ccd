package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.projections.state.EntryStore;
import io.actionflow.secrets.projections.state.OverlaidEntryStore;

/** Writes over a store that are kept back until they are wanted: an event that turns out not to fit leaves nothing behind. */
final class DraftEntryStore extends OverlaidEntryStore {

    private final EntryStore store;

    DraftEntryStore(EntryStore store) {
        super(store);
        this.store = store;
    }

    /** Writes all of them into the store. */
    void accept() {
        pending().forEach((key, entry) -> entry.ifPresentOrElse(it -> store.put(key, it), () -> store.delete(key)));
        pending().clear();
    }
}
