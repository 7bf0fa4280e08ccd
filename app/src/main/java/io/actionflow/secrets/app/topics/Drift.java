package io.actionflow.secrets.app.topics;

/**
 * One thing in which a topic differs from the catalogue.
 *
 * @param setting Kafka's name of a topic setting, or {@code partitions}, or {@code topic} where there is none
 */
public record Drift(String topic, String setting, String expected, String found) {

    static Drift missing(String topic) {
        return new Drift(topic, "topic", "there", "nothing");
    }

    /** What differs, in a line for people. */
    public String sentence() {
        return topic + ": " + setting + " should be " + expected + ", found " + found;
    }
}
