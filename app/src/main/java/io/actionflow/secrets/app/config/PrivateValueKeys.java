package io.actionflow.secrets.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks whether a process that must not open values could read the keys that do. That they are wrapped does not matter: who
 * may read them may read what unwraps them, or will.
 */
public final class PrivateValueKeys {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long LONGEST = 1 << 20;
    private static final int MOST_FILES = 1000;

    private static final List<Setting> KEY_FILES =
            List.of(Setting.METADATA_KEYS, Setting.LOOKUP_KEYS, Setting.VALUE_PUBLIC_KEYS);

    private PrivateValueKeys() {}

    /** Why the process must not start with this configuration, if it must not. */
    public static Optional<String> within(ServiceConfig config) {
        for (Setting setting : List.of(Setting.VALUE_PRIVATE_KEYS, Setting.VALUE_KEK, Setting.RESOLVER_SIGNING_KEYS)) {
            if (config.has(setting)) {
                return Optional.of(setting.key() + " is set, and this process must not open values");
            }
        }
        return suspects(config).stream()
                .filter(PrivateValueKeys::isOne)
                .findFirst()
                .map(file -> file + " can be read here, which opens values, and this process must not");
    }

    /** What the configuration names, what stands beside it, and where a resolver's keys usually are. */
    private static Set<Path> suspects(ServiceConfig config) {
        Set<Path> suspects = new LinkedHashSet<>();
        for (Setting setting : KEY_FILES) {
            if (config.has(setting)) {
                Path file = config.path(setting);
                Path directory = file.toAbsolutePath().normalize().getParent();
                suspects.add(file);
                if (directory != null) {
                    suspects.addAll(filesIn(directory));
                    suspects.add(directory.resolveSibling(KeyDirectory.VALUE_PRIVATE));
                }
            }
        }
        return suspects;
    }

    private static List<Path> filesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.limit(MOST_FILES).sorted().toList();
        } catch (IOException e) {
            // Whoever may not list a directory may yet read a file whose name is known: those are looked at all the
            // same.
            return List.of();
        }
    }

    private static boolean isOne(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.isReadable(file)
                    && Files.size(file) <= LONGEST
                    && isPrivate(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            // Not JSON, or gone: no keyset.
            return false;
        }
    }

    /** Tink's JSON says which types of keys a keyset has, also of a wrapped one. */
    private static boolean isPrivate(JsonNode json) {
        return Stream.of(json.findValuesAsText("typeUrl"))
                .flatMap(List::stream)
                .anyMatch(type -> type.endsWith("PrivateKey"));
    }
}
