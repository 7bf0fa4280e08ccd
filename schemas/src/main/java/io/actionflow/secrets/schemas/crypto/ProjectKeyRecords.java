package io.actionflow.secrets.schemas.crypto;

import io.actionflow.secrets.schemas.topic.RecordKey.GenerationKey;
import org.jspecify.annotations.Nullable;

/** Where the key records of projects are looked up. Asked only for keys that are not known yet. */
@FunctionalInterface
public interface ProjectKeyRecords {

    /** No project has a key of its own: everything is under the metadata keyset. */
    ProjectKeyRecords NONE = key -> null;

    /** The record's value as it stands on {@code secret-events}, or null where there is none. */
    byte @Nullable [] record(GenerationKey key);
}
