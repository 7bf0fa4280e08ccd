package io.actionflow.secrets.resolver;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import io.actionflow.secrets.resolver.fixture.TestProject;
import io.actionflow.secrets.resolver.fixture.World;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.ResolveException;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever a worker does and whatever goes wrong: no value in a log, a message or a text of any kind. */
class NothingLeaksTest {

    private static final String VALUE = "hunter2-is-the-value-nobody-may-see";
    private static final String NAME = "name of key";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();
    private final List<String> seen = new ArrayList<>();
    private final World world = new World();
    private final TestProject acme = world.project("acme");

    @BeforeEach
    void listen() {
        root.setLevel(Level.TRACE);
        root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(new Silence()));
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(levelBefore);
        root.iteratorForAppenders().forEachRemaining(appender -> appender.clearAllFilters());
    }

    /** Keeps the console quiet while everything is logged. */
    private static final class Silence extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            return FilterReply.DENY;
        }
    }

    @Test
    void noValueIsInAnyTextThatAWorkerMayMeet() throws Exception {
        acme.addSecret("key", VALUE);
        acme.addSecret("broken", VALUE);
        acme.save("flow", binding("node", "in", "key"), binding("node", "bad", "broken"));
        acme.sync();
        alterChunksOf("broken");
        try (Resolver resolver = world.resolver()) {
            useAllOf(resolver);
        }
        try (Resolver keyless = world.anotherResolver(KeyTemplates.newValueKeyPair());
                Run run = keyless.begin("acme", "flow").orElseThrow()) {
            see(run.resolve("node", "in"));
        }
        collectLogs();
        assertThat(seen)
                .as("what was searched: answers, exceptions, handles and log lines")
                .anyMatch(text -> text.contains("UNKNOWN_KEY"))
                .anyMatch(text -> text.contains("CORRUPT"))
                .anyMatch(text -> text.contains("Opened value"))
                .anyMatch(text -> text.contains("IllegalStateException"))
                .anyMatch(text -> text.contains("SecretValue"));
        assertThat(seen).noneMatch(text -> holds(text, VALUE)).noneMatch(text -> text.contains(NAME));
    }

    private void useAllOf(Resolver resolver) {
        Run run = resolver.begin("acme", "flow").orElseThrow();
        see(run.resolveAll("node"));
        SecretValue value = run.resolve("node", "in").orElseThrow();
        seen.addAll(List.of(value.toString(), run.toString(), run.ref().toString(), resolver.toString()));
        seen.add("" + new Resolved.Granted<>(value));
        value.close();
        seeFailure(value::copyBytes);
        see(run.resolve("node", "bad"));
        see(run.resolve("node", VALUE.substring(0, 3)));
        see(run.resolveSecret("node", "unknown"));
        seeFailure(() -> run.resolve("node", "bad").orElseThrow());
        world.projection.setAway(true);
        see(resolver.begin("acme", "flow"));
        world.projection.setAway(false);
        run.close();
        seeFailure(() -> run.resolve("node", "in"));
        world.meters.getMeters().forEach(meter -> seen.add(meter.getId() + " " + meter.measure()));
    }

    private void alterChunksOf(String secretId) {
        world.projection.chunks().replaceAll((key, record) -> {
            String valueId = key.split("/")[2];
            byte[] altered = record.clone();
            altered[altered.length - 1] ^= 1;
            return world.projection.state("acme").value(valueId).secretId().equals(secretId) ? altered : record;
        });
    }

    private void see(Object answer) {
        seen.add("" + answer);
    }

    private void seeFailure(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfAny(IllegalStateException.class, ResolveException.class)
                .satisfies(failure -> {
                    StringWriter text = new StringWriter();
                    failure.printStackTrace(new PrintWriter(text));
                    seen.add(text.toString());
                });
    }

    private void collectLogs() {
        for (ILoggingEvent event : List.copyOf(log.list)) {
            seen.add(event.getFormattedMessage() + Arrays.toString(event.getArgumentArray()) + event.getThreadName());
            for (IThrowableProxy it = event.getThrowableProxy(); it != null; it = it.getCause()) {
                seen.add(it.getClassName() + it.getMessage());
            }
        }
    }

    @Test
    void theSearchFindsWhatItShould() {
        LoggerFactory.getLogger("test").trace("planted {}", VALUE);
        LoggerFactory.getLogger("test").warn("planted", new IllegalStateException(VALUE));
        collectLogs();
        assertThat(seen.stream().filter(text -> holds(text, VALUE))).hasSize(2);
        byte[] bytes = VALUE.getBytes(StandardCharsets.UTF_8);
        assertThat(holds("x" + Arrays.toString(bytes), VALUE)).isTrue();
        assertThat(holds("x" + HexFormat.of().formatHex(bytes), VALUE)).isTrue();
        assertThat(holds("x" + Base64.getEncoder().encodeToString(bytes), VALUE))
                .isTrue();
        assertThat(holds("another text", VALUE)).isFalse();
    }

    /** Whether the text holds the value, as it is or in a usual encoding of its bytes. */
    private static boolean holds(String text, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String decimal = Arrays.toString(bytes);
        return List.of(
                        value,
                        decimal.substring(1, decimal.length() - 1),
                        HexFormat.of().formatHex(bytes),
                        HexFormat.of().withUpperCase().formatHex(bytes),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes))
                .stream()
                .anyMatch(text::contains);
    }
}
