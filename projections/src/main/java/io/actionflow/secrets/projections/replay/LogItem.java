package io.actionflow.secrets.projections.replay;

import io.actionflow.secrets.schemas.event.RecordedEvent;

/** What an event record of the log is to somebody who has the keys of metadata. */
public sealed interface LogItem {

    Place place();

    /** Whose record it is; empty where not even that can be read. */
    String projectId();

    /** An event. */
    record Opened(Place place, RecordedEvent event) implements LogItem {

        @Override
        public String projectId() {
            return event.projectId();
        }
    }

    /**
     * A record that can't be read.
     *
     * @param key the record's key as text, whatever it is
     * @param reason stable, in capitals: {@code UNKNOWN_KEY}, {@code CORRUPT}, {@code MALFORMED}, {@code UNKNOWN_SCHEMA}
     * @param sentence for people, without its full stop
     */
    record Unreadable(Place place, String projectId, String key, String reason, String sentence) implements LogItem {}
}
