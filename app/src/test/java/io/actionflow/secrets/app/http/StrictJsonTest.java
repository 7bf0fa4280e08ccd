package io.actionflow.secrets.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void anObjectIsReadWithEveryCharacter() {
        assertThat(StrictJson.object(utf8("{\"a\":\"\\ud83d\\ude00é€\"}"))
                        .get("a")
                        .textValue())
                .isEqualTo("😀é€");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"b\":1,\"b\":2}}|/a/b|stands twice",
                "{\"a\":hidden}|/a|not JSON",
                "{\"a\":[1,2,\"hidden|/a/2|not JSON",
                "{\"a\":1} {}||follows",
                "{\"a\":1} hidden||follows",
                "[1]||must be a JSON object",
                "\"hidden\"||must be a JSON object",
                "{\"a\":[{\"b\":\"x\\ud800hidden\"}]}|/a/0/b|surrogate",
                "{\"a\":{\"\\udc00\":1}}|/a|surrogate",
                "{'a':1}||not JSON",
                "{\"a\":NaN}|/a|not JSON",
                "{\"a\":1,}|/a|not JSON",
            })
    void whatIsNotStrictJsonIsRefusedNamingThePlaceAndNotTheText(String body, String place, String sentence) {
        Problem problem = refused(utf8(body));

        assertThat(problem.detail()).contains(sentence).doesNotContain("hidden");
        assertThat(problem.details().get("field")).isEqualTo(place == null ? "" : place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1"})
    void onlyUtf8IsRead(String charset) {
        Problem problem = refused("{\"a\":\"hiddené\"}".getBytes(Charset.forName(charset)));

        assertThat(problem.detail()).doesNotContain("hidden");
    }

    @Test
    void aSurrogateEncodedByItselfIsNotUtf8() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(utf8("{\"a\":\""));
        body.writeBytes(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        body.writeBytes(utf8("\"}"));

        assertThat(refused(body.toByteArray()).detail()).contains("not UTF-8");
    }

    @Test
    void nothingIsNestedDeeperThanAHundredLevels() {
        StrictJson.object(utf8("{\"a\":" + "[".repeat(99) + "]".repeat(99) + "}"));

        assertThat(refused(utf8("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                        .detail())
                .contains("nested too deep");
    }

    @Test
    void aTextMayHave32MiB() {
        String large = "x".repeat(32 << 20);

        assertThat(StrictJson.object(utf8("{\"a\":\"" + large + "\"}")).get("a").textValue())
                .hasSameSizeAs(large);
    }

    @Test
    void aBodyOfBracesMakesNoTree() {
        String braces = "{},".repeat((17 << 20) / 3);

        assertThat(refused(utf8("{\"run\":[" + braces + "{}]}")).detail()).contains("too many parts");
    }

    @Test
    void noBodyIsNoObject() {
        assertThat(refused(new byte[0]).detail()).contains("missing");
    }

    private static Problem refused(byte[] body) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> StrictJson.object(body));
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().code()).isEqualTo("MALFORMED");
        return refused.problem();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
