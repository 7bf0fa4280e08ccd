package io.actionflow.secrets.app.worker;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.resolver.fixture.TestProject;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of 64 MiB are answered by a process whose heap has 512 MiB, one after the other, in either form. */
class SmallHeapTest {

    private static final int BYTES = 64 << 20;
    private static final int TIMES = 4;

    @Test
    void longValuesFitIntoASmallHeapOneAfterTheOther(@TempDir Path directory) throws Exception {
        File output = directory.resolve("output").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(output).content().contains("all answered");
        assertThat(process.exitValue()).isZero();
    }

    /** The process: a resolver API with one long value, which a client asks for and lets pass by. */
    public static void main(String[] args) throws Exception {
        ApiFixture fixture = new ApiFixture();
        TestProject project = fixture.world.project("weather");
        project.addSecret("long", new byte[BYTES]);
        project.save("flow", binding("node", "input", "long"));
        project.sync();
        String run = fixture.worker().begin("weather", "flow").run();
        for (int i = 0; i < TIMES; i++) {
            require(passed(fixture.address(), run, "application/octet-stream") == BYTES, "all bytes");
            require(passed(fixture.address(), run, "application/json") > BYTES / 3 * 4, "all of the JSON");
        }
        System.out.println("all answered");
        System.exit(0);
    }

    private static long passed(URI server, String run, String accept) throws Exception {
        String body = "{\"run\":\"" + run + "\",\"nodeId\":\"node\",\"input\":\"input\"}";
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/v1/runs/resolve"))
                .header("Authorization", "Bearer " + ApiFixture.ANY)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(body))
                .build();
        long[] bytes = {0};
        int status = HttpClient.newHttpClient()
                .send(
                        request,
                        BodyHandlers.ofByteArrayConsumer(
                                piece -> bytes[0] += piece.map(it -> it.length).orElse(0)))
                .statusCode();
        require(status == 200, "200, not " + status);
        return bytes[0];
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("Expected " + what);
        }
    }
}
