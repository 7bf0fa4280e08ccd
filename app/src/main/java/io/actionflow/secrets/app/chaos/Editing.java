package io.actionflow.secrets.app.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.client.ApiException;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ListQuery;
import io.actionflow.secrets.app.client.Page;
import io.actionflow.secrets.schemas.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The one editor of one project: edits secrets at random and synchronizes now and then, for as long as it is told to. It
 * sends a command again, with the same id, until it has an outcome.
 */
final class Editing {

    static final String ACTIONFLOW = "flow";
    static final String NODE = "call";
    static final List<String> SECRETS = List.of("alpha", "beta", "gamma", "delta");

    private static final int EDITS_A_SYNC = 3;
    // Longer than the longest outage: a command that is still without an outcome then is lost.
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(200);
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String projectId;
    private final EditorApi api;
    private final Ledger ledger;
    private final Tally tally;
    private final Random random;
    private long number;

    Editing(String projectId, EditorApi api, Ledger ledger, Tally tally, long seed) {
        this.projectId = projectId;
        this.api = api;
        this.ledger = ledger;
        this.tally = tally;
        this.random = new Random(seed);
    }

    /** Makes the project: its secrets, an Actionflow that binds all of them, and a first Sync. */
    void prepare() {
        command(id -> api.createProject(projectId, id));
        for (String secretId : SECRETS) {
            long mine = ++number;
            JsonNode added = command(
                    id -> api.addSecret(projectId, secretId, secretId, Optional.empty(), value(secretId, mine), id));
            ledger.edited(secretId, mine, added.path("version").asLong());
        }
        command(id -> api.saveActionflow(projectId, ACTIONFLOW, actionflow(), id));
        // Workers begin right after this: before it is served everywhere they would rightly be refused.
        sync(Optional.of(SERVED_WITHIN));
    }

    /** A command that is rejected, or stays without an outcome, is a fault, and this editor's last. */
    void run(BooleanSupplier goOn) {
        try {
            while (goOn.getAsBoolean()) {
                for (int i = 0; i < EDITS_A_SYNC; i++) {
                    edit(SECRETS.get(random.nextInt(SECRETS.size())));
                }
                sync(Optional.empty());
            }
        } catch (ApiException e) {
            ledger.notAccepted(e.code() + ": " + e.detail());
        }
    }

    /** Tells the ledger which versions there are in the end. */
    void compare() {
        Page page = api.listSecrets(projectId, ListQuery.of(Map.of(), ListQuery.MOST));
        Map<String, Long> versions = new HashMap<>();
        page.items()
                .forEach(secret -> versions.put(
                        secret.path("secretId").asText(), secret.path("version").asLong()));
        ledger.atTheEnd(versions);
    }

    private void edit(String secretId) {
        long mine = ++number;
        ObjectNode changes = JSON.createObjectNode();
        changes.set("value", value(secretId, mine));
        JsonNode edited = command(id -> api.editSecret(projectId, secretId, changes, OptionalLong.empty(), id));
        ledger.edited(secretId, mine, edited.path("version").asLong());
    }

    private void sync(Optional<Duration> wait) {
        JsonNode synced = command(id -> api.sync(projectId, wait, id));
        ledger.synced(synced.path("sync").asLong());
    }

    /** Sends a command until it has an outcome; the time in between is what an editor would have waited. */
    private JsonNode command(Function<String, JsonNode> sending) {
        String commandId = Ids.random();
        long began = System.nanoTime();
        while (true) {
            try {
                JsonNode outcome = sending.apply(commandId);
                tally.waited(since(began));
                return outcome;
            } catch (ApiException e) {
                if (!e.isUnavailable() || since(began).compareTo(PATIENCE) > 0) {
                    throw e;
                }
                tally.editorFailed(e.code() + ": " + e.detail());
                LockSupport.parkNanos(AFTER_A_FAILURE.toNanos());
            }
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private ObjectNode value(String secretId, long mine) {
        String text = new String(Numbered.value(projectId, secretId, mine), StandardCharsets.UTF_8);
        return JSON.createObjectNode().put("text", text);
    }

    private static byte[] actionflow() {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode nodes = document.putArray("nodes");
        ObjectNode inputs =
                nodes.addObject().put("id", NODE).put("type", "Call API").putObject("inputs");
        SECRETS.forEach(
                secretId -> inputs.putObject(secretId).put("context", "secret").put("secretId", secretId));
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
