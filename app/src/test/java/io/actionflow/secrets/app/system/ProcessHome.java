package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.auth.TokenMinter;
import io.actionflow.secrets.app.config.KeyDirectory;
import io.actionflow.secrets.app.config.KeyFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A directory with fresh keys, in which processes have their configuration, their state and their output. */
public final class ProcessHome {

    private static final String CALLERS = "callers";

    /** What tokens for editor APIs call them. */
    public static final String EDITOR_AUDIENCE = "secret-editor-api";
    /** What tokens for resolvers call them. */
    public static final String RESOLVER_AUDIENCE = "secret-resolver";

    private final Path directory;
    private final String bootstrapServers;

    private ProcessHome(Path directory, String bootstrapServers) {
        this.directory = directory;
        this.bootstrapServers = bootstrapServers;
    }

    public static ProcessHome in(Path directory, String bootstrapServers) throws Exception {
        KeyDirectory.create(directory.resolve("keys"));
        TokenMinter.create(directory.resolve(CALLERS));
        return new ProcessHome(directory, bootstrapServers);
    }

    public Path directory() {
        return directory;
    }

    /** The same keys as the processes have. */
    TestKeys keys() throws Exception {
        KeyFiles files = KeyFiles.in(directory.resolve("keys"));
        return new TestKeys(files.metadata(), files.lookup(), files.valuePrivate(), files.checkpointPrivate());
    }

    Path stateOf(String name) {
        return directory.resolve(name + "-state");
    }

    /** A processor of this name; the settings are added to those that it needs, and win over them. */
    public ProcessFixture processor(String name, Map<String, String> settings) throws Exception {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.putIfAbsent("secrets.keys.checkpoint-private", "keys/" + KeyDirectory.CHECKPOINT_PRIVATE);
        more.putIfAbsent("secrets.keys.checkpoint-kek", "keys/" + KeyDirectory.CHECKPOINT_KEK);
        more.putIfAbsent("secrets.keys.resolver-public", "keys/" + KeyDirectory.RESOLVER_PUBLIC);
        return fixture("processor", name, more);
    }

    /** A resolver of this name; the settings are added to those that it needs, and win over them. */
    public ProcessFixture resolver(String name, Map<String, String> settings) throws Exception {
        Map<String, String> more = api(settings, RESOLVER_AUDIENCE);
        more.putIfAbsent("secrets.keys.value-private", "keys/" + KeyDirectory.VALUE_PRIVATE);
        more.putIfAbsent("secrets.keys.value-kek", "keys/" + KeyDirectory.VALUE_KEK);
        more.putIfAbsent("secrets.keys.resolver-signing", "keys/" + KeyDirectory.RESOLVER_SIGNING);
        return fixture("resolver", name, more);
    }

    /** An editor API of this name; the settings are added to those that it needs, and win over them. */
    public ProcessFixture editorApi(String name, Map<String, String> settings) throws Exception {
        Map<String, String> more = api(settings, EDITOR_AUDIENCE);
        // It does not start where it could read the keys that open values.
        Path own = Files.createDirectories(directory.resolve(name + "-keys/shared"));
        for (String file :
                List.of(KeyDirectory.METADATA, KeyDirectory.LOOKUP, KeyDirectory.KEK, KeyDirectory.VALUE_PUBLIC)) {
            Path copy = own.resolveSibling(file);
            if (Files.notExists(copy)) {
                Files.copy(directory.resolve("keys").resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        more.putIfAbsent("secrets.keys.metadata", name + "-keys/" + KeyDirectory.METADATA);
        more.putIfAbsent("secrets.keys.lookup", name + "-keys/" + KeyDirectory.LOOKUP);
        more.putIfAbsent("secrets.keys.kek", name + "-keys/" + KeyDirectory.KEK);
        more.putIfAbsent("secrets.keys.value-public", name + "-keys/" + KeyDirectory.VALUE_PUBLIC);
        return fixture("editor-api", name, more);
    }

    /** Makes tokens that both APIs take. */
    public TokenMinter tokens() throws Exception {
        return TokenMinter.load(directory.resolve(CALLERS).resolve(TokenMinter.KEY_FILE));
    }

    private static Map<String, String> api(Map<String, String> settings, String audience) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.putIfAbsent("secrets.http.listen", "127.0.0.1:0");
        more.putIfAbsent("secrets.auth.jwks", CALLERS + "/" + TokenMinter.JWKS_FILE);
        more.putIfAbsent("secrets.auth.issuer", TokenMinter.ISSUER);
        more.putIfAbsent("secrets.auth.audience", audience);
        return more;
    }

    private ProcessFixture fixture(String service, String name, Map<String, String> settings) throws Exception {
        Map<String, String> all = new TreeMap<>(Map.of(
                "bootstrap.servers", bootstrapServers,
                "secrets.state.dir", name + "-state",
                "secrets.management.listen", "off",
                "secrets.keys.metadata", "keys/" + KeyDirectory.METADATA,
                "secrets.keys.lookup", "keys/" + KeyDirectory.LOOKUP,
                "secrets.keys.kek", "keys/" + KeyDirectory.KEK));
        all.putAll(settings);
        Path config = Files.writeString(
                directory.resolve(name + ".properties"),
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        return ProcessFixture.of(service, name, config);
    }
}
