package io.actionflow.secrets.app.cli.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.projections.replay.ProjectReplay;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.projections.state.StateDigest;
import io.actionflow.secrets.schemas.topic.Topic;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the state of running services against what the log gives, each at the event at which the service stood. */
final class StateCheck {

    private final DecryptingOptions audit;

    StateCheck(DecryptingOptions audit) {
        this.audit = audit;
    }

    /** Prints a line for each service; returns whether all have what the log gives. */
    boolean holds(Map<String, StateDigest> services) throws IOException, GeneralSecurityException {
        boolean holds = true;
        for (Map.Entry<String, StateDigest> service : services.entrySet()) {
            StateDigest expected = folded(service.getValue().sequence());
            holds &= tell(service.getKey(), service.getValue(), expected);
        }
        return holds;
    }

    /** The log's state after an event; null where the log does not reach that far. */
    private @Nullable StateDigest folded(long sequence) throws IOException, GeneralSecurityException {
        ProjectReplay replay = new ProjectReplay(audit.oneProject(), audit.hash()::of);
        ProjectFolding folding = new ProjectFolding(replay, event -> event.sequence() <= sequence);
        try (TopicReader topic = audit.open(Topic.EVENTS)) {
            folding.read(audit, topic);
        }
        StateDigest digest = replay.state().scan().digest();
        return digest == null || digest.sequence() < sequence ? null : digest;
    }

    private boolean tell(String service, StateDigest served, @Nullable StateDigest expected) {
        Optional<String> difference = expected == null ? Optional.empty() : served.firstDifference(expected);
        boolean isSame =
                expected != null && difference.isEmpty() && served.all().equals(expected.all());
        if (audit.isJson()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("service", service).put("projectId", audit.oneProject()).put("sequence", served.sequence());
            line.put("same", isSame).put("served", served.all().toString());
            line.put("folded", expected == null ? null : expected.all().toString());
            line.put("table", difference.orElse(null));
            audit.print(line);
        } else {
            audit.out().println(sentence(service, served, expected, isSame, difference));
        }
        return isSame;
    }

    private static String sentence(
            String service,
            StateDigest served,
            @Nullable StateDigest expected,
            boolean isSame,
            Optional<String> difference) {
        String where = "The " + service + "'s state at event " + served.sequence();
        if (isSame) {
            return where + " is what the log gives: " + served.all() + ".";
        } else if (expected == null) {
            return "STATE_AHEAD  " + where + " is of events that the log does not have.";
        }
        return "STATE_DIFFERS  " + where + " is not what the log gives: " + served.all() + ", not " + expected.all()
                + difference
                        .map(table -> "; the first table that differs is '" + table + "'")
                        .orElse("") + ".";
    }
}
