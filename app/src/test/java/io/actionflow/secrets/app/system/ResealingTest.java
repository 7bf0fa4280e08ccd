package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.app.client.ApiException;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ResolvedInput;
import io.actionflow.secrets.app.client.ResolverApi;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.DevFixture;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.crypto.KeyEncryptionKey;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.KeysetFile;
import io.actionflow.secrets.schemas.record.Compared;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer key: all values are sealed anew while workers resolve, and Owners can still ask what they are. */
final class ResealingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECT = "p1";
    private static final int SECRETS = 100;
    private static final int LONG_BYTES = 1_300_000;

    @Test
    void everyValueIsSealedToTheNewKeyAndNoResolveFailsMeanwhile(@TempDir Path data) throws Exception {
        String run;
        try (DevFixture dev = DevFixture.start(data)) {
            create(dev.editor(dev.person("olga")));
            ResolverApi worker = dev.resolver(dev.worker(PROJECT));
            Deadline.seconds(30).await("the Sync", () -> begin(worker).isPresent());
            run = begin(worker).orElseThrow();
            assertThat(resolved(worker, run)).isEqualTo(SECRETS + 1);
        }
        int newKey = addKey(data);

        try (DevFixture dev = DevFixture.start(data)) {
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Long> load = CompletableFuture.supplyAsync(() -> underLoad(dev, run, over));
            String done = "key=\"" + Integer.toUnsignedString(newKey) + "\"";
            Deadline.seconds(90).await("all values on the new key", () -> metrics(dev)
                    .lines()
                    .anyMatch(line -> line.startsWith("secrets_resolver_values{")
                            && line.contains(done)
                            && line.endsWith(" " + (SECRETS + 1) + ".0")));
            over.set(true);

            assertThat(load.get())
                    .as("values that were resolved, every one of them")
                    .isPositive();
            EditorApi olga = dev.editor(dev.person("olga"));
            assertThat(match(olga, "s7", "value 7", Compared.ACTIVE)
                            .path("equal")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void anOwnerLearnsWhetherACandidateIsTheValueAndNothingElse(@TempDir Path data) throws Exception {
        try (DevFixture dev = DevFixture.start(data)) {
            EditorApi olga = dev.editor(dev.person("olga"));
            olga.createProject(PROJECT, Ids.random());
            olga.addSecret(PROJECT, "s1", "one", Optional.empty(), text("value 1"), Ids.random());

            assertThat(match(olga, "s1", "value 1", Compared.DRAFT)
                            .path("answer")
                            .asText())
                    .isEqualTo("EQUAL");
            assertThat(match(olga, "s1", "value 2", Compared.DRAFT)
                            .path("answer")
                            .asText())
                    .isEqualTo("DIFFERENT");
            assertThat(match(olga, "s1", "value 1 and more", Compared.DRAFT)
                            .path("answer")
                            .asText())
                    .isEqualTo("DIFFERENT");
            assertThatThrownBy(() -> match(olga, "s1", "value 1", Compared.ACTIVE))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo("SECRET_NOT_ACTIVE"));
            match(olga, "s1", "x", Compared.DRAFT);
            match(olga, "s1", "y", Compared.DRAFT);
            assertThatThrownBy(() -> match(olga, "s1", "z", Compared.DRAFT))
                    .isInstanceOfSatisfying(ApiException.class, e -> {
                        assertThat(e.code()).isEqualTo("RATE_LIMITED");
                        assertThat(e.details().path("retryAt").asText()).isNotEmpty();
                    });
        }
    }

    private static JsonNode match(EditorApi api, String secretId, String candidate, Compared compared) {
        return api.matchSecret(PROJECT, secretId, compared, text(candidate), Ids.random());
    }

    private static ObjectNode text(String value) {
        return JSON.createObjectNode().put("text", value);
    }

    private static void create(EditorApi api) {
        api.createProject(PROJECT, Ids.random());
        ObjectNode flow = JSON.createObjectNode();
        ObjectNode node = flow.putArray("nodes").addObject().put("id", "n1").put("type", "Call API");
        ObjectNode inputs = node.putObject("inputs");
        for (int i = 0; i < SECRETS; i++) {
            add(api, inputs, "s" + i, text("value " + i));
        }
        add(api, inputs, "long", JSON.createObjectNode().put("base64", longValue()));
        api.saveActionflow(PROJECT, "f1", flow.toString().getBytes(StandardCharsets.UTF_8), Ids.random());
        api.sync(PROJECT, Optional.empty(), Ids.random());
    }

    private static void add(EditorApi api, ObjectNode inputs, String secretId, ObjectNode value) {
        api.addSecret(PROJECT, secretId, "Key " + secretId, Optional.empty(), value, Ids.random());
        inputs.putObject(secretId).put("context", "secret").put("secretId", secretId);
    }

    private static String longValue() {
        return Base64.getEncoder().encodeToString(longBytes());
    }

    private static byte[] longBytes() {
        byte[] bytes = new byte[LONG_BYTES];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static Optional<String> begin(ResolverApi worker) {
        try {
            return Optional.of(worker.begin(PROJECT, "f1", OptionalLong.empty())
                    .path("run")
                    .asText());
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    /** Resolves what the node binds, over and over, by a Run of before and by new ones; fails where one value is not right. */
    private static long underLoad(DevFixture dev, String run, AtomicBoolean over) {
        try {
            ResolverApi worker = dev.resolver(dev.worker(PROJECT));
            long count = 0;
            while (!over.get()) {
                count += resolved(worker, run);
                count += resolved(worker, begin(worker).orElseThrow());
            }
            return count;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long resolved(ResolverApi worker, String run) {
        long count = 0;
        for (ResolvedInput input : worker.resolve(run, "n1")) {
            byte[] value = input.value().orElseThrow(() -> new AssertionError(input.input() + " failed"));
            byte[] expected = input.input().equals("long")
                    ? longBytes()
                    : ("value " + input.input().substring(1)).getBytes(StandardCharsets.UTF_8);
            assertThat(Arrays.equals(value, expected)).as(input.input()).isTrue();
            input.close();
            count++;
        }
        return count;
    }

    /** What a rotation does: one more key pair, the primary one; the earlier one stays. */
    private static int addKey(Path data) throws Exception {
        Path keys = data.resolve("keys");
        var kek = KeyEncryptionKey.open(keys.resolve(KeyDirectory.VALUE_KEK).toUri());
        Path file = keys.resolve(KeyDirectory.VALUE_PRIVATE);
        KeysetHandle before = KeysetFile.read(file, kek, "value-private");
        KeysetHandle next = KeyTemplates.newValueKeyPair();
        KeysetHandle both = KeysetHandle.newBuilder(before)
                .addEntry(KeysetHandle.importKey(next.getPrimary().getKey())
                        .withFixedId(next.getPrimary().getId())
                        .makePrimary())
                .build();
        Files.delete(file);
        KeysetFile.create(file, both, kek, "value-private");
        return next.getPrimary().getId();
    }

    private static String metrics(DevFixture dev) throws Exception {
        URI address = dev.system().managementAddress().resolve("/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
