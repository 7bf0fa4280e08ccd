package io.actionflow.secrets.projections.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.projections.state.ActiveVersionEntry;
import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.EntryCodec;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The writes of one event are seen by its evolver at once, and by everybody else together. */
class BatchedEntryStoreTest {

    private static final Entry ONE = new ActiveVersionEntry(1);
    private static final Entry TWO = new ActiveVersionEntry(2);
    private static final Entry THREE = new ActiveVersionEntry(3);

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("state").get();
    private BatchedEntryStore entries;

    @BeforeEach
    void open() throws Exception {
        EntryCodec codec = new EntryCodec(MetadataCipher.of(KeyTemplates.newAead()), "state");
        entries = new BatchedEntryStore(store, codec);
    }

    @Test
    void aWriteIsSeenByItsWriterAtOnceAndByTheStoreOnlyWithAllOthers() {
        entries.put("a", ONE);
        entries.put("b", TWO);
        assertThat(entries.get("a")).isEqualTo(ONE);
        assertThat(store.approximateNumEntries()).isZero();

        entries.flush();
        assertThat(store.approximateNumEntries()).isEqualTo(2);
        assertThat(entries.get("b")).isEqualTo(TWO);
    }

    @Test
    void aDeletionIsSeenAtOnceToo() {
        entries.put("a", ONE);
        entries.flush();
        entries.delete("a");
        assertThat(entries.get("a")).isNull();
        assertThat(scanned("a")).isEmpty();

        entries.flush();
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void aScanMergesWhatIsStoredWithWhatIsWritten() {
        entries.put("p/1", ONE);
        entries.put("p/3", THREE);
        entries.put("q/1", ONE);
        entries.flush();
        entries.put("p/2", TWO);
        entries.delete("p/3");

        assertThat(scanned("p/")).containsExactly("p/1", "p/2");
    }

    @Test
    void aScanEndsWhenItsVisitorHasEnough() {
        entries.put("p/1", ONE);
        entries.put("p/2", TWO);
        List<String> seen = new ArrayList<>();
        entries.scan("p/", (key, entry) -> {
            seen.add(key);
            return false;
        });
        assertThat(seen).containsExactly("p/1");
    }

    @Test
    void theLastEntryOfARangeIsTheOneAtOrBeforeItsEnd() {
        entries.put("s/1", ONE);
        entries.put("s/3", THREE);
        entries.put("t/1", TWO);
        entries.flush();

        assertThat(entries.last("s/0", "s/2")).isEqualTo(ONE);
        assertThat(entries.last("s/0", "s/3")).isEqualTo(THREE);
        assertThat(entries.last("s/4", "s/9")).isNull();
        assertThat(entries.last("s/0", "s/9")).isEqualTo(THREE);
    }

    @Test
    void lookingBackOverWritesOfTheSameEventIsRefusedRatherThanWrong() {
        entries.put("s/1", ONE);
        assertThatThrownBy(() -> entries.last("s/0", "s/2")).isInstanceOf(IllegalStateException.class);
    }

    private List<String> scanned(String prefix) {
        List<String> keys = new ArrayList<>();
        entries.scan(prefix, (key, entry) -> keys.add(key));
        return keys;
    }
}
