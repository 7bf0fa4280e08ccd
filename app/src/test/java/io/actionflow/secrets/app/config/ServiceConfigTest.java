package io.actionflow.secrets.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfigTest {

    @TempDir
    private Path directory;

    @Test
    void kafkasOwnNamesPassThroughAndOursDoNot() throws Exception {
        ServiceConfig config = load("bootstrap.servers=b:9092\nsecurity.protocol = SSL \nsecrets.partitions=4\n");

        assertThat(config.kafka())
                .containsOnlyKeys("bootstrap.servers", "security.protocol")
                .containsEntry("security.protocol", "SSL");
        assertThat(config.bootstrapServers()).isEqualTo("b:9092");
        assertThat(config.count(Setting.PARTITIONS)).hasValue(4);
    }

    @Test
    void relativePathsStartAtTheFilesDirectory() throws Exception {
        Path keys = Files.createDirectory(directory.resolve("keys"));
        Files.writeString(keys.resolve("metadata.json"), "{}");
        Files.writeString(keys.resolve("kek.json"), "{}");

        ServiceConfig config = load("""
                bootstrap.servers=b:9092
                secrets.keys.metadata=keys/metadata.json
                secrets.keys.kek=keys/kek.json
                secrets.keys.value-kek=gcp-kms://projects/p/key
                secrets.state.dir=state
                """);

        assertThat(config.path(Setting.METADATA_KEYS)).isEqualTo(keys.resolve("metadata.json"));
        assertThat(config.kek(Setting.KEK)).isEqualTo(keys.resolve("kek.json").toUri());
        assertThat(config.kek(Setting.VALUE_KEK)).isEqualTo(URI.create("gcp-kms://projects/p/key"));
        assertThat(config.path(Setting.STATE_DIRECTORY)).isEqualTo(directory.resolve("state"));
    }

    @Test
    void everyMistakeIsNamedAtOnce() throws Exception {
        Files.writeString(directory.resolve("not-a-directory"), "");

        assertThat(mistakes("""
                        secrets.keys.metdata=m.json
                        secrets.keys.lookup=absent.json
                        secrets.keys.value-kek=absent-kek.json
                        secrets.state.dir=not-a-directory
                        secrets.partitions=eight
                        secrets.partitions=0
                        """, Set.of(Setting.METADATA_KEYS, Setting.KEK)))
                .containsExactlyInAnyOrder(
                        "secrets.partitions stands there twice",
                        "secrets.keys.metdata is not known; did you mean secrets.keys.metadata?",
                        "bootstrap.servers is missing",
                        "secrets.keys.metadata is missing",
                        "secrets.keys.kek is missing",
                        "secrets.keys.lookup names no file that can be read: " + directory.resolve("absent.json"),
                        "secrets.keys.value-kek names no key-encryption key: neither a file that can be read nor a URI:"
                                + " absent-kek.json",
                        "secrets.state.dir is not a directory: " + directory.resolve("not-a-directory"),
                        "secrets.partitions is not a whole number above zero: 0");
    }

    @Test
    void noMistakeShowsTheContentOfAKeyFileOrACredential() throws Exception {
        Files.writeString(directory.resolve("kek.json"), "hidden-key-material");

        List<String> mistakes = mistakes("""
                sasl.jaas.config=hidden-credential
                secrets.keys.kek=kek.json
                secrets.unknown=hidden-value
                """, Set.of());

        assertThat(mistakes).hasSize(2).noneSatisfy(mistake -> assertThat(mistake)
                .contains("hidden"));
    }

    @Test
    void aFileThatIsNotThereOrNotTextIsOneMistake() throws Exception {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> ServiceConfig.load(directory.resolve("absent"), Set.of()))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> ServiceConfig.load(binary, Set.of())).hasMessageContaining("can't be read");
        assertThat(mistakes("a=\\u12", Set.of())).containsExactly("the file has a broken \\u escape");
    }

    @Test
    void askingForWhatWasNotRequiredNamesTheSetting() throws Exception {
        ServiceConfig config = load("bootstrap.servers=b:9092");

        assertThatThrownBy(() -> config.path(Setting.METADATA_KEYS))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("secrets.keys.metadata");
        assertThat(config.count(Setting.PARTITIONS)).isEmpty();
    }

    @Test
    void aConfigurationLoadsTheKeysThatItNames() throws Exception {
        KeyDirectory.create(directory.resolve("keys"));
        Set<Setting> keySettings = EnumSet.range(Setting.METADATA_KEYS, Setting.VALUE_KEK);
        StringBuilder text = new StringBuilder("bootstrap.servers=b:9092\n");
        for (Setting setting : keySettings) {
            text.append(setting.key())
                    .append("=keys/")
                    .append(KeyDirectory.fileOf(setting))
                    .append('\n');
        }

        KeyFiles keys = KeyFiles.of(ServiceConfig.load(write(text.toString()), keySettings));

        assertThat(keys.metadata().size()).isEqualTo(1);
        assertThat(keys.lookup().size()).isEqualTo(1);
        assertThat(keys.valuePublic().equalsKeyset(keys.valuePrivate().getPublicKeysetHandle()))
                .isTrue();
    }

    private ServiceConfig load(String text) throws IOException {
        return ServiceConfig.load(write(text), Set.of());
    }

    private List<String> mistakes(String text, Set<Setting> required) throws IOException {
        Path file = write(text);
        return catchThrowableOfType(ConfigurationException.class, () -> ServiceConfig.load(file, required))
                .mistakes();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("service.properties"), text, StandardCharsets.UTF_8);
    }
}
