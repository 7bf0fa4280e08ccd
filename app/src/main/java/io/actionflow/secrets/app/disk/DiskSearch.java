package io.actionflow.secrets.app.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches every file under some directories for texts in every usual encoding, in one pass over the bytes.
 *
 * <p>Files are searched in overlapping windows. Of a long text only the first {@value #LONGEST_PATTERN} bytes of each form
 * are looked for: to find its beginning is to find it.
 */
public final class DiskSearch {

    private static final int LONGEST_PATTERN = 256;
    private static final int SHORTEST_PATTERN = 6;
    private static final int WINDOW_BYTES = 4 * 1024 * 1024;

    private final boolean[] beginsWith = new boolean[1 << 16];
    private final Map<Integer, List<Pattern>> patterns = new HashMap<>();
    private int patternCount;

    private record Pattern(String label, String encoding, byte[] bytes) {

        boolean matches(byte[] window, int at, int end) {
            if (at + bytes.length > end) {
                return false;
            }
            for (int i = 2; i < bytes.length; i++) {
                if (window[at + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A place where something was found; {@code label} says what, never the text itself. */
    public record Hit(String label, String encoding, Path file, long offset) {}

    /** What a search has looked at and found. */
    public record Report(long files, long bytes, List<Hit> hits) {}

    /** Also looks for this text. Forms shorter than 6 bytes are left out, because they stand anywhere by chance. */
    public DiskSearch lookFor(String label, byte[] text) {
        for (Encodings.Form form : Encodings.of(head(text))) {
            if (form.bytes().length >= SHORTEST_PATTERN) {
                add(new Pattern(label, form.encoding(), beginning(form.bytes())));
            }
        }
        return this;
    }

    /** The beginning of a long text: cut between two characters, if it is one of characters. */
    private static byte[] head(byte[] text) {
        if (text.length <= LONGEST_PATTERN) {
            return text;
        }
        for (int cut = LONGEST_PATTERN; cut > LONGEST_PATTERN - 4; cut--) {
            byte[] head = Arrays.copyOf(text, cut);
            if (Arrays.equals(new String(head, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), head)) {
                return head;
            }
        }
        return Arrays.copyOf(text, LONGEST_PATTERN);
    }

    /** How many forms of all texts are looked for. */
    public int patternCount() {
        return patternCount;
    }

    /** Searches every regular file under the directories. Files that vanish meanwhile are left out. */
    public Report search(List<Path> directories) throws IOException {
        Search search = new Search();
        for (Path directory : directories) {
            Files.walkFileTree(directory, search);
        }
        return new Report(search.files, search.bytes, List.copyOf(search.hits));
    }

    private void add(Pattern pattern) {
        int start = start(pattern.bytes(), 0);
        beginsWith[start] = true;
        patterns.computeIfAbsent(start, it -> new ArrayList<>()).add(pattern);
        patternCount++;
    }

    private static byte[] beginning(byte[] bytes) {
        return bytes.length <= LONGEST_PATTERN ? bytes : Arrays.copyOf(bytes, LONGEST_PATTERN);
    }

    private static int start(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    /** One walk over the files. */
    private final class Search extends SimpleFileVisitor<Path> {

        private final ByteBuffer buffer = ByteBuffer.allocate(WINDOW_BYTES);
        private final List<Hit> hits = new ArrayList<>();
        private long files;
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                files++;
                searchFile(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        private void searchFile(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                long windowStart = 0;
                buffer.clear();
                while (channel.read(buffer) >= 0 || buffer.position() > LONGEST_PATTERN) {
                    boolean isLast = channel.position() >= channel.size();
                    int from = buffer.position();
                    int searched = isLast ? from - 1 : from - LONGEST_PATTERN;
                    searchWindow(file, windowStart, searched, from);
                    if (isLast) {
                        break;
                    }
                    int kept = Math.max(searched, 0);
                    buffer.flip().position(kept);
                    buffer.compact();
                    windowStart += kept;
                }
                bytes += channel.position();
            } catch (NoSuchFileException e) {
                // Kafka and RocksDB delete files while they run: what is gone can't be read by anybody.
                files--;
            }
        }

        private void searchWindow(Path file, long windowStart, int searched, int end) {
            byte[] window = buffer.array();
            for (int at = 0; at < searched; at++) {
                int start = start(window, at);
                if (beginsWith[start]) {
                    match(file, windowStart, at, end, start);
                }
            }
        }

        private void match(Path file, long windowStart, int at, int end, int start) {
            for (Pattern pattern : patterns.getOrDefault(start, List.of())) {
                if (pattern.matches(buffer.array(), at, end)) {
                    hits.add(new Hit(pattern.label(), pattern.encoding(), file, windowStart + at));
                }
            }
        }
    }
}
