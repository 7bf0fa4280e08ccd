package io.actionflow.secrets.app.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.BooleanSupplier;

/**
 * The one editor of one project: edits secrets at random and synchronizes now and then, for as long as it is told to. Its
 * client sends a command again, with the same id, until it has an outcome.
 */
final class Editing {

    static final String ACTIONFLOW = "flow";
    static final String NODE = "call";
    static final List<String> SECRETS = List.of("alpha", "beta", "gamma", "delta");

    private static final int EDITS_A_SYNC = 3;
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String projectId;
    private final EditorApi api;
    private final Ledger ledger;
    private final Random random;
    private long number;

    Editing(String projectId, EditorApi api, Ledger ledger, long seed) {
        this.projectId = projectId;
        this.api = api;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    /** Makes the project: its secrets, an Actionflow that binds all of them, and a first Sync. */
    void prepare() {
        api.createProject(projectId, Ids.random());
        for (String secretId : SECRETS) {
            long mine = ++number;
            JsonNode added =
                    api.addSecret(projectId, secretId, secretId, Optional.empty(), value(secretId, mine), Ids.random());
            ledger.edited(secretId, mine, added.path("version").asLong());
        }
        api.saveActionflow(projectId, ACTIONFLOW, actionflow(), Ids.random());
        // Workers begin right after this: before it is served everywhere they would rightly be refused.
        sync(Optional.of(SERVED_WITHIN));
    }

    void run(BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            for (int i = 0; i < EDITS_A_SYNC; i++) {
                edit(SECRETS.get(random.nextInt(SECRETS.size())));
            }
            sync(Optional.empty());
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
        JsonNode edited = api.editSecret(projectId, secretId, changes, OptionalLong.empty(), Ids.random());
        ledger.edited(secretId, mine, edited.path("version").asLong());
    }

    private void sync(Optional<Duration> wait) {
        ledger.synced(api.sync(projectId, wait, Ids.random()).path("sync").asLong());
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
