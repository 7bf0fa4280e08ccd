package io.actionflow.secrets.app.demo;

import io.actionflow.secrets.app.disk.DiskSearch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The demo from start to end: the system starts, the story is told, the disk is searched. */
final class Demo {

    private final Narration narration;
    private final Path directory;
    private final Script script;

    Demo(PrintWriter out, Path directory, Script script) {
        this.narration = new Narration(out);
        this.directory = directory;
        this.script = script;
    }

    /** Returns whether everything held. */
    boolean run() throws Exception {
        long start = System.nanoTime();
        List<Path> written;
        narration.say("Actionflow Secrets: the life of a secret, on a real Kafka broker in this process.");
        narration.say("Files go to " + directory);
        narration.chapter("The system starts");
        try (ThirdParty thirdParty = ThirdParty.start();
                DemoSystem system = DemoSystem.start(directory, narration)) {
            new Story(narration, system, thirdParty, script).tell();
            written = system.writtenDirectories();
        }
        searchDisk(written);
        script.zero();
        return narration.end(Duration.ofNanos(System.nanoTime() - start));
    }

    private void searchDisk(List<Path> written) throws IOException {
        narration.chapter("Everything has stopped; what is on the disk?");
        narration.say(
                "Every file that broker and Kafka Streams wrote is searched for each name, description, person and"
                        + " value: plain, UTF-16, base64, base64url, hex, URL and JSON escapes.");
        DiskSearch search = new DiskSearch();
        Cast.texts().forEach(text -> search.lookFor("a name, description or person", bytes(text)));
        search.lookFor("the first value", script.firstValue()).lookFor("the second value", script.secondValue());
        narration.expect("the search finds a text that was planted on purpose", true, findsWhatIsThere(search));
        DiskSearch.Report report = search.search(written);
        narration.expect(
                String.format(
                        "%,d KiB in %,d files, %,d patterns: nothing",
                        report.bytes() >> 10, report.files(), search.patternCount()),
                List.of(),
                report.hits());
    }

    /** A search that finds nothing says nothing, unless it is known to find. */
    private static boolean findsWhatIsThere(DiskSearch search) throws IOException {
        Path planted = Files.createTempDirectory("planted");
        Path file = planted.resolve("file");
        try {
            Files.write(file, bytes("before " + Cast.NAME + " after"));
            return !search.search(List.of(planted)).hits().isEmpty();
        } finally {
            Files.deleteIfExists(file);
            Files.delete(planted);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
