package io.actionflow.secrets.projections.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record stands, so that somebody else can find it. */
public record Place(String topic, int partition, long offset) {

    public static Place of(ConsumerRecord<?, ?> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    /** As Kafka's own tools write it. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
