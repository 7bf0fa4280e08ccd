package io.actionflow.secrets.app.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiPredicate;

/** What must be true of a setting's value, as far as the value alone can tell. */
enum SettingKind {
    FILE("names no file that can be read", SettingKind::isFile),
    /** A URI; a path stands for the file at it. */
    KEK("names no key-encryption key: neither a file that can be read nor a URI", SettingKind::isKek),
    /** A directory, or nothing yet. */
    DIRECTORY("is not a directory", SettingKind::isDirectory),
    COUNT("is not a whole number above zero", (config, value) -> value.matches("[1-9][0-9]{0,5}")),
    BYTES(
            "is not a number of bytes above zero, like 1048576, 64KiB or 256MiB",
            (config, value) -> value.matches("[1-9][0-9]{0,11}|[1-9][0-9]{0,5}[KMG]iB")),
    /** Zero among them. */
    DURATION("is not a duration like 90s, 30m, 24h, 7d or PT12H", (config, value) -> Durations.parse(value)
            .isPresent()),
    ADDRESS("is not an address to listen on, like 127.0.0.1:8470 or [::1]:8470", (config, value) -> Address.parse(value)
            .isPresent()),
    ADDRESS_OR_OFF(
            "is neither an address to listen on, like 127.0.0.1:9464, nor off",
            (config, value) -> value.equals("off") || Address.parse(value).isPresent()),
    URL("is not a URL of http or https", (config, value) -> isUrl(value)),
    FILE_OR_URL(
            "names neither a file that can be read nor a URL of http or https",
            (config, value) -> isUrl(value) || isFile(config, value)),
    YES_OR_NO("is neither yes nor no", (config, value) -> value.equals("yes") || value.equals("no")),
    TEXT("is empty", (config, value) -> !value.isBlank());

    private final String wrong;
    private final BiPredicate<ServiceConfig, String> good;

    SettingKind(String wrong, BiPredicate<ServiceConfig, String> good) {
        this.wrong = wrong;
        this.good = good;
    }

    boolean takes(ServiceConfig config, String value) {
        return good.test(config, value);
    }

    /** What is wrong with a value that it does not take. */
    String mistake(ServiceConfig config, String value) {
        boolean isPath = this == FILE || this == DIRECTORY;
        return this == TEXT
                ? wrong
                : wrong + ": " + (isPath ? config.resolved(value).toString() : value);
    }

    static boolean isUrl(String value) {
        if (!value.matches("https?://.+")) {
            return false;
        }
        try {
            return URI.create(value).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isFile(ServiceConfig config, String value) {
        Path path = config.resolved(value);
        return Files.isReadable(path) && !Files.isDirectory(path);
    }

    private static boolean isDirectory(ServiceConfig config, String value) {
        Path path = config.resolved(value);
        return Files.isDirectory(path) || !Files.exists(path);
    }

    private static boolean isKek(ServiceConfig config, String value) {
        try {
            URI uri = config.kek(value);
            return !"file".equals(uri.getScheme()) || Files.isReadable(Path.of(uri));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
