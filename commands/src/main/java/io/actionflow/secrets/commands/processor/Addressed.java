package io.actionflow.secrets.commands.processor;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** A record key together with the partition that it must go to. Only the text is written. */
record Addressed(String text, int partition) {

    static final Serializer<Addressed> SERIALIZER = (topic, key) -> key.text().getBytes(StandardCharsets.UTF_8);

    static final StreamPartitioner<Addressed, byte[]> PARTITIONER =
            (topic, key, value, partitions) -> Optional.of(Set.of(key.partition()));
}
