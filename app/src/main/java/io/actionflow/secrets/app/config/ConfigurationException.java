package io.actionflow.secrets.app.config;

import java.nio.file.Path;
import java.util.List;

/** A configuration file with mistakes: all of them, so that they can be corrected at once. Never holds a key's content. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final transient List<String> mistakes;

    ConfigurationException(Path file, List<String> mistakes) {
        super(file + ": " + String.join("; ", mistakes));
        this.file = file;
        this.mistakes = List.copyOf(mistakes);
    }

    public Path file() {
        return file;
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
