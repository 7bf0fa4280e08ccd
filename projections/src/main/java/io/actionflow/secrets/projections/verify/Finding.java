package io.actionflow.secrets.projections.verify;

/**
 * One thing that is wrong with a log.
 *
 * @param offset of the record that is bad, or, where that is gone, of the one that shows it; -1 where nothing is left to
 *     be named
 * @param key the key of that record as text, or the key that should be there
 * @param sentence what is wrong, for people; it names nothing but ids and numbers
 */
public record Finding(FindingKind kind, String topic, int partition, long offset, String key, String sentence) {}
