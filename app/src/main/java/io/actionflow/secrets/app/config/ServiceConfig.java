package io.actionflow.secrets.app.config;

import io.actionflow.secrets.app.text.NearestWord;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A process's configuration: a properties file in UTF-8. Kafka's own names go to its clients as they are; ours begin with
 * {@code secrets.} and are listed in {@link Setting}. Relative paths start at the file's directory. Immutable.
 */
public final class ServiceConfig {

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private final Path file;
    private final Map<Setting, String> ours;
    private final Map<String, String> kafka;

    private ServiceConfig(Path file, Map<Setting, String> ours, Map<String, String> kafka) {
        this.file = file;
        this.ours = ours;
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * Reads and checks a file.
     *
     * @param required what must be there, besides {@code bootstrap.servers}
     * @throws ConfigurationException naming every mistake
     */
    public static ServiceConfig load(Path file, Set<Setting> required) {
        return load(file, required, ApiConfig::mistakes);
    }

    /** As {@link #load(Path, Set)}, for a process with an API: somebody must be able to come in. */
    public static ServiceConfig loadForApi(Path file, Set<Setting> required) {
        return load(file, required, ApiConfig::mistakesOfApi);
    }

    private static ServiceConfig load(
            Path file, Set<Setting> required, Function<ServiceConfig, List<String>> together) {
        List<String> mistakes = new ArrayList<>();
        Map<Setting, String> ours = new EnumMap<>(Setting.class);
        Map<String, String> kafka = new TreeMap<>();
        read(file, mistakes).forEach((key, value) -> {
            if (!key.startsWith(Setting.PREFIX)) {
                kafka.put(key, value);
            } else {
                Setting.named(key)
                        .ifPresentOrElse(
                                setting -> ours.put(setting, value),
                                () -> mistakes.add(key + " is not known; did you mean "
                                        + NearestWord.to(key, Setting.keys()) + "?"));
            }
        });
        ServiceConfig config = new ServiceConfig(file, ours, kafka);
        mistakes.addAll(config.missing(required));
        ours.forEach((setting, value) -> config.mistake(setting, value).ifPresent(mistakes::add));
        mistakes.addAll(together.apply(config));
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(file, mistakes);
        }
        return config;
    }

    /** The settings for Kafka's clients. */
    public Map<String, String> kafka() {
        return kafka;
    }

    public String bootstrapServers() {
        return kafka.getOrDefault(BOOTSTRAP_SERVERS, "");
    }

    public boolean has(Setting setting) {
        return ours.containsKey(setting);
    }

    /** The path that a setting names; throws {@link NoSuchElementException} if it isn't set: require it when loading. */
    public Path path(Setting setting) {
        return resolved(value(setting));
    }

    /** The key-encryption key that a setting names; throws as {@link #path}. */
    public URI kek(Setting setting) {
        return kek(value(setting));
    }

    /** A number of milliseconds, if it is set. */
    public Optional<Duration> millis(Setting setting) {
        return count(setting).stream().mapToObj(Duration::ofMillis).findAny();
    }

    /** A duration, if it is set. */
    public Optional<Duration> duration(Setting setting) {
        return optional(setting).flatMap(Durations::parse);
    }

    /** A count, if it is set. */
    public OptionalInt count(Setting setting) {
        return has(setting) ? OptionalInt.of(Integer.parseInt(value(setting))) : OptionalInt.empty();
    }

    /** What a setting says, as it stands there; throws as {@link #path}. */
    public String text(Setting setting) {
        return value(setting);
    }

    /** The same, if it is set. */
    public Optional<String> optional(Setting setting) {
        return Optional.ofNullable(ours.get(setting));
    }

    /** A number of bytes, if it is set. */
    public OptionalLong bytes(Setting setting) {
        if (!has(setting)) {
            return OptionalLong.empty();
        }
        String digits = value(setting).replaceAll("[KMG]iB", "");
        int shift = 10 * (1 + "KMG".indexOf(value(setting).replaceAll("[0-9]|iB", "")));
        boolean hasUnit = digits.length() < value(setting).length();
        return OptionalLong.of(Long.parseLong(digits) << (hasUnit ? shift : 0));
    }

    /** Whether a setting is there, and says something that it may say. */
    boolean hasGood(Setting setting) {
        return has(setting) && setting.kind().takes(this, value(setting));
    }

    private String value(Setting setting) {
        return Optional.ofNullable(ours.get(setting))
                .orElseThrow(() -> new NoSuchElementException(setting.key() + " is not set in " + file));
    }

    private List<String> missing(Set<Setting> required) {
        List<String> missing = new ArrayList<>();
        if (!kafka.containsKey(BOOTSTRAP_SERVERS)) {
            missing.add(BOOTSTRAP_SERVERS + " is missing");
        }
        required.stream()
                .filter(setting -> !has(setting))
                .sorted()
                .forEach(setting -> missing.add(setting.key() + " is missing"));
        return missing;
    }

    private Optional<String> mistake(Setting setting, String value) {
        SettingKind kind = setting.kind();
        return kind.takes(this, value)
                ? Optional.empty()
                : Optional.of(setting.key() + " " + kind.mistake(this, value));
    }

    // A URI has a scheme of two letters or more: one letter and a colon begin a Windows path.
    URI kek(String value) {
        return value.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
                ? URI.create(value)
                : resolved(value).toUri();
    }

    Path resolved(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }

    private static Map<String, String> read(Path file, List<String> mistakes) {
        Map<String, String> found = new TreeMap<>();
        Properties properties = new NoticingProperties(mistakes);
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file, List.of("there is no such file"));
        } catch (IOException e) {
            throw new ConfigurationException(file, List.of("the file can't be read as UTF-8 text"));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(file, List.of("the file has a broken \\u escape"));
        }
        properties
                .stringPropertyNames()
                .forEach(key -> found.put(key, properties.getProperty(key).strip()));
        return found;
    }

    /** Notices what would else be lost in silence: a key that stands twice. */
    private static final class NoticingProperties extends Properties {
        private static final long serialVersionUID = 1L;
        private final transient List<String> mistakes;

        NoticingProperties(List<String> mistakes) {
            this.mistakes = mistakes;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            Object previous = super.put(key, value);
            if (previous != null) {
                mistakes.add(key + " stands there twice");
            }
            return previous;
        }
    }
}
