package io.actionflow.secrets.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogFormatTest {

    private static final String FORGED = "x\r\n2026-01-01 00:00:00,000 ERROR [main] forged\u2028y\u0085z\u001b[31m";

    @Test
    void aLineOfTextIsOneEventWithItsKeysAndValues() throws Exception {
        List<String> lines = logged("text");

        assertThat(lines.get(0)).contains("requestId=r-1", "status=\"200\"", "said x");
        assertThat(lines).filteredOn(line -> line.matches("[0-9]{4}-.*")).hasSize(2);
        assertThat(lines)
                .filteredOn(line -> line.contains("forged"))
                .noneMatch(line -> line.startsWith("2026-01-01 00"));
    }

    @Test
    void theLinesOfAnExceptionBelongToItsEvent() throws Exception {
        List<String> lines = logged("text");

        assertThat(lines.subList(2, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("    "));
    }

    @Test
    void aLineOfJsonIsOneEventWithFields() throws Exception {
        List<String> lines = logged("json");

        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("formattedMessage").textValue()).isEqualTo("said " + FORGED);
        assertThat(first.get("mdc").get("requestId").textValue()).isEqualTo("r-1");
        assertThat(first.get("kvpList").findValuesAsText("status")).containsExactly("200");
        assertThat(first.get("kvpList").findValuesAsText("subject")).containsExactly(FORGED);
        assertThat(first.get("level").textValue()).isEqualTo("INFO");
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.get("throwable").get("message").textValue()).isEqualTo(FORGED);
    }

    private static List<String> logged(String format) throws Exception {
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        LoggerContext context = new LoggerContext();
        try {
            LogbackMDCAdapter mdc = new LogbackMDCAdapter();
            context.setMDCAdapter(mdc);
            context.putProperty("SECRETS_LOG_FORMAT", format);
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
            mdc.put("requestId", "r-1");
            Logger log = context.getLogger("io.actionflow.secrets.access");
            log.atInfo()
                    .addKeyValue("status", 200)
                    .addKeyValue("subject", FORGED)
                    .log("said {}", FORGED);
            log.warn("failed", new IllegalStateException(FORGED));
        } finally {
            context.stop();
            System.setErr(before);
        }
        return captured.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
