package io.actionflow.secrets.app.cli.keys;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.keys.KeyStore;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The key-encryption keys of a directory. */
final class Keks {

    private static final List<String> PARTS = List.of("shared", "resolver", "processor");

    private Keks() {}

    /** Those of one part, or of all that are there. */
    static List<String> of(KeyStore store, Optional<String> part) {
        List<String> files = PARTS.stream()
                .filter(it -> part.isEmpty() || it.equals(part.get()))
                .map(it -> it + "/kek.json")
                .filter(file -> Files.exists(store.path(file)))
                .toList();
        if (files.isEmpty()) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "USAGE",
                    "There is no kek.json for " + part.orElse("any part"),
                    "The parts are " + String.join(", ", PARTS));
        }
        return files;
    }
}
