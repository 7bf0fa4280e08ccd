package io.actionflow.secrets.app.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.projections.replay.LogItem.Opened;
import io.actionflow.secrets.projections.replay.LogItem.Unreadable;
import io.actionflow.secrets.projections.replay.Place;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.EventTypes;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import java.util.Map;

/**
 * Events for programs. What every event has stands at the top; {@code details} are the fields of its own as the wire format
 * names them; {@code secrets} says how each secret that it mentions was called just before it.
 */
public final class EventJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EventJson() {}

    public static ObjectNode of(Opened item, Then then) {
        RecordedEvent event = item.event();
        EventMeta meta = event.event().meta();
        Map<String, Object> fields = EventTypes.CODEC.fields(event.event());
        ObjectNode line = placed(item.place())
                .put("projectId", event.projectId())
                .put("sequence", event.sequence())
                .put("at", meta.at().toString())
                .put("actor", meta.actor())
                .put("type", event.event().getClass().getSimpleName())
                .put("commandId", meta.commandId())
                .put("hash", event.hash().toString());
        ObjectNode details = MAPPER.valueToTree(fields);
        details.remove("meta");
        line.set("details", details);
        ObjectNode secrets = line.putObject("secrets");
        Mentions.of(event.event(), fields).forEach(id -> then.name(id).ifPresent(name -> secrets.put(id, name)));
        return line;
    }

    public static ObjectNode of(Unreadable item) {
        return placed(item.place())
                .put("projectId", item.projectId())
                .put("key", item.key())
                .put("unreadable", item.reason())
                .put("message", item.sentence());
    }

    private static ObjectNode placed(Place place) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("topic", place.topic())
                .put("partition", place.partition())
                .put("offset", place.offset());
    }
}
