package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.record.SignedCheckpoint;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.Topic;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the checkpoints that stand on the topic. */
final class OnTopic {

    private OnTopic() {}

    /** Hands over each, with where it stands, of the project that was asked for, or of all. */
    static void read(AuditOptions audit, BiConsumer<String, SignedCheckpoint> sink) {
        try (TopicReader topic = audit.open(Topic.CHECKPOINTS)) {
            audit.read(topic, record -> {
                byte[] value = record.value();
                if (value != null) {
                    take(audit, record, value, sink);
                }
            });
        }
    }

    private static void take(
            AuditOptions audit,
            ConsumerRecord<byte[], byte[]> record,
            byte[] value,
            BiConsumer<String, SignedCheckpoint> sink) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        SignedCheckpoint checkpoint = decode(place, value);
        if (audit.project().map(checkpoint.head().projectId()::equals).orElse(true)) {
            sink.accept(place, checkpoint);
        }
    }

    private static SignedCheckpoint decode(String place, byte[] value) {
        try {
            return WireRecords.CODEC.decode(value, SignedCheckpoint.class);
        } catch (MalformedRecordException | UnknownSchemaException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "CHECKPOINT_MALFORMED",
                    "The record at " + place + " is no checkpoint",
                    "Ask 'secrets audit verify' what else is wrong with this cluster");
        }
    }
}
