package io.actionflow.secrets.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.actionflow.secrets.app.fixture.CapturedLog;
import io.actionflow.secrets.app.fixture.Deadline;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Requests with a few bytes changed, dropped or doubled. */
class HttpFuzzTest {

    private static final long SEED = Long.getLong("secrets.fuzz.seed", 7);
    private static final int ROUNDS = 1500;

    private static final List<String> REQUESTS = List.of(
            "GET /v1/projects/we%20ther/who?x=%C3%A9 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer olga\r\nConnection: close\r\n\r\n",
            "POST /json HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n"
                    + "{\"a\":[\"\\u00e9\",1]}",
            "POST /json HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n",
            "GET /query?q=1&q=%e2%82%ac HTTP/1.1\r\nHost: x\r\nX-Request-Id: abc\r\nConnection: close\r\n\r\n");

    @Test
    void nothingThatIsSaidMakesTheServerFail() throws Exception {
        Random random = new Random(SEED);
        Limits quick = Limits.standard().with(Limit.IDLE_MILLIS, 200);
        try (CapturedLog log = new CapturedLog();
                TestApi api = new TestApi(HttpSettings.onLoopback(0).with(quick))) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] said = mutated(random);
                String answer = answer(api, said);
                assertThat(answer)
                        .as("seed %d, round %d: %s", SEED, round, new String(said, StandardCharsets.ISO_8859_1))
                        .matches("(?s)|HTTP/1\\.[01] (2|4|501|503|505).*")
                        .doesNotContain("jetty", "Exception");
            }
            assertThat(api.get("/open").statusCode()).isEqualTo(200);
            assertThat(loudLoggersOfTheLibrary(log)).isEmpty();
            Deadline.seconds(10)
                    .await(
                            "all memory to be given back",
                            () -> api.registry
                                            .get("secrets.http.body.bytes")
                                            .gauge()
                                            .value()
                                    == 0);
        }
    }

    // What the library says of a request quotes it: in the real configuration its loggers must be off.
    private static Set<String> loudLoggersOfTheLibrary(CapturedLog log) throws Exception {
        String configuration;
        try (InputStream file = HttpFuzzTest.class.getResourceAsStream("/logback.xml")) {
            configuration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        return log.events().stream()
                .map(ILoggingEvent::getLoggerName)
                .filter(name -> name.startsWith("org.eclipse.jetty"))
                .filter(name -> !configuration.contains("\"" + name + "\" level=\"OFF\""))
                .collect(Collectors.toSet());
    }

    private static String answer(TestApi api, byte[] said) throws Exception {
        try (RawConnection raw = api.connect()) {
            return raw.say(said).endOfSpeech().untilClosed();
        }
    }

    private static byte[] mutated(Random random) {
        StringBuilder text = new StringBuilder(REQUESTS.get(random.nextInt(REQUESTS.size())));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(Math.max(1, text.length() - 1));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, at + 1).append(text.isEmpty() ? "x" : "");
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                default -> text.setLength(Math.max(1, at));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
