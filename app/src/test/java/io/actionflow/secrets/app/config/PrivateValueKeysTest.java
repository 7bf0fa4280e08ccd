package io.actionflow.secrets.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateValueKeysTest {

    @TempDir
    Path directory;

    /** Has the directory "shared", and nothing else of the keys. */
    private Path apart;

    @BeforeEach
    void makeKeys() throws Exception {
        KeyDirectory.create(directory.resolve("keys"));
        apart = Files.createDirectories(directory.resolve("apart/shared"));
        for (String file :
                Set.of(KeyDirectory.METADATA, KeyDirectory.LOOKUP, KeyDirectory.KEK, KeyDirectory.VALUE_PUBLIC)) {
            copy(file, apart.resolveSibling(file));
        }
    }

    @Test
    void withACopyOfTheSharedKeysAloneThereIsNothingToFind() throws Exception {
        assertThat(within("apart", "")).isEmpty();
    }

    @Test
    void aSettingThatNamesOneIsEnough() throws Exception {
        assertThat(within("apart", "secrets.keys.value-private=keys/" + KeyDirectory.VALUE_PRIVATE))
                .hasValueSatisfying(it -> assertThat(it).contains("secrets.keys.value-private"));
        assertThat(within("apart", "secrets.keys.value-kek=keys/" + KeyDirectory.VALUE_KEK))
                .hasValueSatisfying(it -> assertThat(it).contains("secrets.keys.value-kek"));
    }

    @Test
    void oneAtItsUsualPlaceIsFound() throws Exception {
        assertThat(within("keys", ""))
                .hasValueSatisfying(it -> assertThat(it).contains("resolver").contains("value-private.json"));
    }

    @Test
    void oneUnderAnyNameBesideTheOthersIsFound() throws Exception {
        copy(KeyDirectory.VALUE_PRIVATE, apart.resolve("old.json"));
        assertThat(within("apart", "")).hasValueSatisfying(it -> assertThat(it).contains("old.json"));
    }

    @Test
    void oneInThePlaceOfThePublicOneIsFound() throws Exception {
        copy(KeyDirectory.VALUE_PRIVATE, apart.resolve("value-public.json"));
        assertThat(within("apart", "")).hasValueSatisfying(it -> assertThat(it).contains("value-public.json"));
    }

    private Optional<String> within(String keys, String more) throws Exception {
        Path file = Files.writeString(
                directory.resolve("editor-api.properties"),
                String.join(
                        "\n",
                        "bootstrap.servers=localhost:9092",
                        "secrets.keys.metadata=" + keys + "/" + KeyDirectory.METADATA,
                        "secrets.keys.lookup=" + keys + "/" + KeyDirectory.LOOKUP,
                        "secrets.keys.kek=" + keys + "/" + KeyDirectory.KEK,
                        "secrets.keys.value-public=" + keys + "/" + KeyDirectory.VALUE_PUBLIC,
                        more));
        return PrivateValueKeys.within(ServiceConfig.load(file, KeyFiles.FOR_EDITORS));
    }

    private void copy(String file, Path to) throws Exception {
        Files.copy(
                directory.resolve("keys").resolve(file),
                to,
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
