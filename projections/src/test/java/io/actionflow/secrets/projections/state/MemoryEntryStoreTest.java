package io.actionflow.secrets.projections.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.EntryStoreContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryEntryStoreTest extends EntryStoreContract {

    @Override
    protected EntryStore newStore() {
        return new MemoryEntryStore();
    }

    @Test
    void theCopyOfTheEntriesIsOnesOwn() {
        MemoryEntryStore store = new MemoryEntryStore();
        store.put("p/a", new NameEntry("one"));

        Map<String, Entry> copy = store.entries();
        store.put("p/b", new NameEntry("two"));

        assertThat(copy).containsOnlyKeys("p/a");
    }
}
