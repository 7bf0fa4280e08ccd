package io.actionflow.secrets.app.system;

import io.actionflow.secrets.projections.replay.LogReader;
import io.actionflow.secrets.projections.replay.Replay;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.util.Map;

/** What the log says, read from its beginning by somebody who has nothing else. */
public final class LogReplay {

    private LogReplay() {}

    public static Replay of(String bootstrapServers, MetadataCipher cipher, KeyedHash hash) {
        Replay replay = new Replay(cipher, hash::of);
        LogReader.read(Map.of("bootstrap.servers", bootstrapServers), record -> {
            try {
                replay.take(RecordKey.parse(record.key()), record.value());
            } catch (DecryptionException e) {
                throw new AssertionError("The record " + record.key() + " can't be opened", e);
            }
        });
        try {
            replay.end();
        } catch (DecryptionException e) {
            throw new AssertionError("A project's key is missing", e);
        }
        return replay;
    }
}
