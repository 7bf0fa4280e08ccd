package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.chaos.Chaos;
import io.actionflow.secrets.app.chaos.Verdict;
import io.actionflow.secrets.app.client.AccessToken;
import io.actionflow.secrets.app.client.ApiSettings;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.DevFixture;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key is replaced while editors edit and workers resolve; no request of anybody fails, no value is wrong. */
final class KeyRotationUnderLoadTest {

    private static final int PROJECTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static DevFixture system;

    @BeforeAll
    static void start() throws Exception {
        system = DevFixture.start(directory);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void metadataKeysAreReplacedUnnoticed() throws Exception {
        Verdict verdict = underLoad(() -> {
            run("rotate", "metadata");
            // At once: who has not looked at the file yet finds the key when something names it.
            run("rotate", "metadata");
            awaitMetric("secrets_keys_primary{keyset=\"metadata\"", primary());
            more(20);
        });

        assertUnnoticed(verdict);
        assertThat(KeysetKeys.of(system.keys().metadata())).hasSizeGreaterThanOrEqualTo(2);
        assertThat(run("retire", "metadata").err()).startsWith("secrets: KEY_NEEDED: ");
    }

    @Test
    void keyEncryptionKeysAreReplacedUnnoticed() throws Exception {
        String before = metric("secrets_keys_renewals_total{keyset=\"metadata\"");
        Verdict verdict = underLoad(() -> {
            run("rotate", "kek");
            run("retire", "kek");
            Deadline.seconds(60).await("the keysets to be read again", () -> !metric(
                            "secrets_keys_renewals_total{keyset=\"metadata\"")
                    .equals(before));
            more(20);
        });

        assertUnnoticed(verdict);
    }

    @Test
    void valueKeysAreReplacedUnnoticed() throws Exception {
        long before = sealedTo();
        Verdict verdict = underLoad(() -> {
            KeysRun rotated = run("rotate", "value", "--bootstrap-server", bootstrap(), "--wait", "60");
            assertThat(rotated.status()).as(rotated.err()).isZero();
            Deadline.seconds(60).await("publishers to seal to the new key", () -> sealedTo() != before);
            more(20);
        });

        assertUnnoticed(verdict);
        assertThat(sealedTo())
                .isEqualTo(
                        Integer.toUnsignedLong(KeysetKeys.primary(system.keys().valuePrivate())));
        assertThat(KeysetKeys.primary(system.keys().valuePublic()))
                .isEqualTo(KeysetKeys.primary(system.keys().valuePrivate()));
        assertThat(run("status", "--bootstrap-server", bootstrap()).out()).contains("primary, announced", "1 of 1");

        KeysRun retired = run("retire", "value", "--key", Long.toString(before), "--bootstrap-server", bootstrap());
        assertThat(retired.status()).isEqualTo(1);
        assertThat(retired.err()).startsWith("secrets: KEY_NEEDED: until ").contains("Nothing was changed");
        assertThat(KeysetKeys.of(system.keys().valuePrivate())).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aBrokenFileIsCountedAndNobodyElseNoticesIt() throws Exception {
        Path file = directory.resolve("keys").resolve(KeyDirectory.METADATA);
        String whole = Files.readString(file);
        String before = metric("secrets_keys_failures_total{keyset=\"metadata\"");
        Verdict verdict = underLoad(() -> {
            replace(file, "{\"encryptedKeyset\": \"half a fi");
            Deadline.seconds(60)
                    .await("the failure to be counted", () -> !metric("secrets_keys_failures_total{keyset=\"metadata\"")
                            .equals(before));
            more(5);
            replace(file, whole);
            String renewals = metric("secrets_keys_renewals_total{keyset=\"metadata\"");
            Deadline.seconds(60)
                    .await("the whole file to be read", () -> !metric("secrets_keys_renewals_total{keyset=\"metadata\"")
                            .equals(renewals));
        });

        assertUnnoticed(verdict);
    }

    private static void assertUnnoticed(Verdict verdict) {
        StringWriter told = new StringWriter();
        verdict.print(new PrintWriter(told, true));
        System.out.println(told);
        assertThat(verdict.isSound()).as(told.toString()).isTrue();
        assertThat(verdict.isSeamless()).as(told.toString()).isTrue();
    }

    private static Verdict underLoad(Chaos.Happening happening) throws Exception {
        PrintWriter out = new PrintWriter(new StringWriter());
        return new Chaos(
                        api(system.system().editorAddress(), system.person("olga")),
                        api(system.system().resolverAddress(), system.worker("*")),
                        out)
                .during(PROJECTS, happening);
    }

    private static ApiSettings api(URI server, String token) {
        return new ApiSettings(List.of(server), Optional.of(AccessToken.of(token)), Optional.empty(), PATIENCE);
    }

    /** Lets the load go on until so many more commands were carried out. */
    private static void more(int commands) throws Exception {
        double before = commands();
        Deadline.seconds(60).await(commands + " more commands", () -> commands() >= before + commands);
    }

    private static double commands() throws Exception {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("secrets_commands_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long sealedTo() throws Exception {
        return system.editor(system.person("olga")).valueKey().path("keyId").asLong();
    }

    private static String primary() throws Exception {
        return Double.toString(
                Integer.toUnsignedLong(KeysetKeys.primary(system.keys().metadata())));
    }

    private static void awaitMetric(String name, String value) throws Exception {
        Deadline.seconds(60).await(name + " to be " + value, () -> metric(name).equals(value));
    }

    private static String metric(String name) throws Exception {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("");
    }

    private static String metrics() throws IOException, InterruptedException {
        URI metrics = system.system().managementAddress().resolve("/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
    }

    private static void replace(Path file, String content) throws IOException {
        Path draft = Files.copy(
                file,
                file.resolveSibling("draft"),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String bootstrap() {
        return system.system().bootstrapServers();
    }

    private static KeysRun run(String... command) {
        return KeysRun.of(directory.resolve("keys"), command);
    }
}
