package io.actionflow.secrets.app.cli.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.cli.remote.Shown;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.event.EventCodec;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.topic.RecordKey;
import io.actionflow.secrets.schemas.topic.RecordKey.EventKey;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells the history. */
@Command(
        name = "replay",
        description = {
            "Tell the history of a project, or of all: who did what, when.",
            "One line for each event, in the order in which they stand on the log."
        },
        footer = {"", "Examples:", "  secrets audit replay --config auditor.properties --project weather"},
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private DecryptingOptions audit = new DecryptingOptions();

    @Override
    public Integer call() throws Exception {
        EventCodec codec = new EventCodec(audit.cipher());
        try (TopicReader topic = audit.open(Topic.EVENTS)) {
            audit.read(topic, record -> take(codec, record));
        }
        return ExitStatus.DONE.number();
    }

    private void take(EventCodec codec, ConsumerRecord<byte[], byte[]> record) throws DecryptionException {
        if (RecordKey.parse(new String(record.key(), StandardCharsets.UTF_8)) instanceof EventKey key
                && audit.project().map(key.projectId()::equals).orElse(true)) {
            tell(codec.open(key, record.value()));
        }
    }

    private void tell(RecordedEvent it) {
        String at = it.event().meta().at().toString();
        String type = it.event().getClass().getSimpleName();
        if (audit.isJson()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("projectId", it.projectId()).put("sequence", it.sequence());
            line.put("at", at).put("type", type).put("actor", it.event().meta().actor());
            audit.print(line);
        } else {
            String time = Shown.time(at, audit.surroundings().zone());
            audit.out()
                    .println(time + "  " + it.projectId() + "  " + it.sequence() + "  " + type + "  "
                            + Shown.text(it.event().meta().actor()));
        }
    }
}
