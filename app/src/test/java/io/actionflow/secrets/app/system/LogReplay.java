package io.actionflow.secrets.app.system;

import io.actionflow.secrets.projections.replay.LogReader;
import io.actionflow.secrets.projections.replay.Replay;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import java.util.Map;

/** What the log says, read from its beginning by somebody who has nothing else. */
public final class LogReplay {

    private LogReplay() {}

    public static Replay of(String bootstrapServers, MetadataCipher cipher, KeyedHash hash) {
        Replay replay = new Replay(new EventCodec(cipher), hash::of);
        LogReader.read(Map.of("bootstrap.servers", bootstrapServers), record -> {
            if (RecordKey.parse(record.key()) instanceof EventKey event) {
                try {
                    replay.fold(event, record.value());
                } catch (DecryptionException e) {
                    throw new AssertionError("The event " + event.text() + " can't be opened", e);
                }
            }
        });
        return replay;
    }
}
