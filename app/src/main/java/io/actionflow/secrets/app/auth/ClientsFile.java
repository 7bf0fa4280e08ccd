package io.actionflow.secrets.app.auth;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Whose certificates are known, and which projects each may resolve: a text file with a line for each,
 *
 * <pre>
 * CN=worker-1,O=acme = weather, billing
 * sha256:4f0c… = *
 * # a comment
 * </pre>
 *
 * <p>that is the subject (RFC 2253) or the SHA-256 fingerprint of the certificate, after the line's last equals sign the
 * projects.
 */
public final class ClientsFile {

    private static final String FINGERPRINT = "sha256:";

    /** The content of a file. */
    record Clients(Map<X500Principal, Set<String>> subjects, Map<String, Set<String>> fingerprints) {}

    private ClientsFile() {}

    /** What is wrong with a file, line by line. */
    public static List<String> mistakes(Path file) {
        List<String> mistakes = new ArrayList<>();
        try {
            parse(file, mistakes);
        } catch (IOException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
        return mistakes;
    }

    static Clients read(Path file) throws IOException {
        List<String> mistakes = new ArrayList<>();
        Clients clients = parse(file, mistakes);
        if (!mistakes.isEmpty()) {
            throw new IOException(String.join("; ", mistakes));
        }
        return clients;
    }

    private static Clients parse(Path file, List<String> mistakes) throws IOException {
        Clients clients = new Clients(new HashMap<>(), new HashMap<>());
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !add(clients, line)) {
                mistakes.add(file + ", line " + (i + 1)
                        + ": expected a subject like CN=worker-1,O=acme or sha256:FINGERPRINT, not named before, then"
                        + " '=' and projects");
            }
        }
        return clients;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IOException(file + " can't be read", e);
        }
    }

    private static boolean add(Clients clients, String line) {
        int end = line.lastIndexOf('=');
        if (end < 0) {
            return false;
        }
        String name = line.substring(0, end).strip();
        Set<String> projects = Stream.of(line.substring(end + 1).split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (name.toLowerCase(Locale.ROOT).startsWith(FINGERPRINT)) {
            String digits =
                    name.substring(FINGERPRINT.length()).replace(":", "").toLowerCase(Locale.ROOT);
            return digits.matches("[0-9a-f]{64}") && clients.fingerprints().put(digits, projects) == null;
        }
        try {
            return !name.isEmpty() && clients.subjects().put(new X500Principal(name), projects) == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
