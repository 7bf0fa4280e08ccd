package io.actionflow.secrets.projections.state;

/** An ordered map from key to entry. Whoever writes is the only one who does. */
public interface EntryStore extends EntryReader {

    void put(String key, Entry entry);

    void delete(String key);
}
