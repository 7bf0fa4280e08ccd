package io.actionflow.secrets.commands.actionflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MalformedActionflowTest {

    private static final String REFERENCE = "{\"context\": \"secret\", \"secretId\": \"s\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                    |                | an object at the document, but found something of type array",
                "\"f\"                                 |                | an object",
                "null                                  |                | an object",
                "{\"nodes\": []}                       | /actionflowId  | there is nothing",
                "{\"actionflowId\": 7, \"nodes\": []}  | /actionflowId  | found something of type number",
                "{\"actionflowId\": \"\", \"nodes\": []}     | /actionflowId | an id of 1 to 255 characters",
                "{\"actionflowId\": \"a/b\", \"nodes\": []}  | /actionflowId | an id of 1 to 255 characters",
                "{\"actionflowId\": \"f\", \"name\": 1}      | /name         | a text",
                "{\"actionflowId\": \"f\"}                   | /nodes        | a list of nodes at '/nodes', but there is nothing",
                "{\"actionflowId\": \"f\", \"nodes\": {}}    | /nodes        | found something of type object",
                "{\"actionflowId\": \"f\", \"nodes\": [1]}   | /nodes/0      | an object",
            })
    void theDocumentHasAnIdAndNodes(String json, String field, String reason) {
        assertMalformed(json, field == null ? "" : field, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"T\"}                              | /nodes/1/id     | there is nothing",
                "{\"id\": null, \"type\": \"T\"}                | /nodes/1/id     | found something of type null",
                "{\"id\": \"\", \"type\": \"T\"}                | /nodes/1/id     | it is empty",
                "{\"id\": \"\\ud83d\", \"type\": \"T\"}         | /nodes/1/id     | a surrogate without its pair",
                "{\"id\": \"first\", \"type\": \"T\"}           | /nodes/1/id     | the same as at '/nodes/0/id'",
                "{\"id\": \"n\"}                                | /nodes/1/type   | there is nothing",
                "{\"id\": \"n\", \"type\": \"\"}                | /nodes/1/type   | it is empty",
                "{\"id\": \"n\", \"type\": [\"Output\"]}        | /nodes/1/type   | found something of type array",
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": []}     | /nodes/1/inputs | an object",
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": null}   | /nodes/1/inputs | an object",
            })
    void everyNodeHasAnIdOfItsOwnAndAType(String node, String field, String reason) {
        assertMalformed(documentOf("{\"id\": \"first\", \"type\": \"Input\"}, " + node), field, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"context\": \"secret\"}                                     | /secretId | there is nothing",
                "{\"context\": \"secret\", \"secretId\": 5}                    | /secretId | type number",
                "{\"context\": \"secret\", \"secretId\": {\"id\": \"s\"}}      | /secretId | type object",
                "{\"context\": \"secret\", \"secretId\": \"\"}                 | /secretId | an id of 1 to 255",
                "{\"context\": \"secret\", \"secretId\": \"my key\"}           | /secretId | an id of 1 to 255",
                "{\"context\": \"secret\", \"name\": \"s\"}                    | /name     | another property",
                "{\"context\": \"secret\", \"secretId\": \"s\", \"part\": 1}   | /part     | another property",
                "{\"context\": \"Secret\", \"secretId\": \"s\"}                | /context  | spelled in another way",
                "{\"context\": \" secret\", \"secretId\": \"s\"}               | /context  | spelled in another way",
            })
    void aReferenceToASecretHasExactlyOneForm(String reference, String where, String reason) {
        assertMalformed(
                documentOf("{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"key\": " + reference + "}}"),
                "/nodes/0/inputs/key" + where,
                reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"inputs\": {\"headers\": {\"Authorization\": REF}}         | /nodes/0/inputs/headers/Authorization",
                "\"inputs\": {\"list\": [1, {\"a/b~c\": [REF]}]}             | /nodes/0/inputs/list/1/a~1b~0c/0",
                "\"inputs\": {\"a\": {\"b\": {\"context\": \"SECRET\"}}}     | /nodes/0/inputs/a/b",
                "\"inputs\": REF                                             | /nodes/0/inputs",
                "\"settings\": {\"auth\": REF}                               | /nodes/0/settings/auth",
                "\"settings\": REF                                           | /nodes/0/settings",
            })
    void aSecretIsBoundToAWholeInputAndNowhereElse(String property, String field) {
        assertMalformed(
                documentOf("{\"id\": \"n\", \"type\": \"T\", " + property.replace("REF", REFERENCE) + "}"),
                field,
                "give it an input of its own");
    }

    @Test
    void anInputThatIsBoundHasAName() {
        assertMalformed(
                documentOf("{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"\": " + REFERENCE + "}}"),
                "/nodes/0/inputs/",
                "a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\udd11", "a\\udd11\\ud83d"})
    void theNameOfAPropertyIsUnicode(String name) {
        assertMalformed(
                documentOf("{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"" + name + "\": " + REFERENCE + "}}"),
                "",
                "can't be read as JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"actionflowId\": \"f\", \"actionflowId\": \"g\", \"nodes\": []}",
                "{\"actionflowId\": \"f\", \"nodes\": [{\"id\": \"n\", \"type\": \"Call API\", \"type\": \"Output\"}]}",
                "{\"actionflowId\": \"f\", \"nodes\": [], \"x\": {\"deep\": [{\"k\": 1, \"\\u006b\": 2}]}}",
            })
    void noObjectHasAKeyTwice(String json) {
        assertMalformed(json, "", "an object has a key twice (line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {" {}", " x", "]", ",", "\0", "// more"})
    void nothingFollowsTheDocument(String garbage) {
        assertMalformed("{\"actionflowId\": \"f\", \"nodes\": []}" + garbage, "", "Expected one JSON document, but ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{'a': 1}", "{\"a\": NaN}", "{\"a\": 01}", "{\"a\": \"\n\"}", "nul", "{a: 1}"})
    void anythingButJsonIsRefused(String json) {
        assertMalformed(json, "", "Expected one JSON document, but this ");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = "{\"actionflowId\": \"f?\", \"nodes\": []}".getBytes(StandardCharsets.UTF_8);
        bytes[19] = (byte) 0xC3;

        assertThat(fault(bytes).field()).isEmpty();
        assertThat(fault(new byte[] {0, 1, 2, 3}).field()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 1_000_000})
    void nestingIsBounded(int depth) {
        assertMalformed(
                documentOf("{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"a\": " + "[".repeat(depth)
                        + "]".repeat(depth) + "}}"),
                "",
                "nested too deeply");
    }

    @Test
    void aDocumentOfBracesMakesNoTree() {
        byte[] braces = ("{\"nodes\":[" + "{},".repeat(5_000_000) + "{}]}").getBytes(StandardCharsets.UTF_8);

        assertThat(fault(braces).getMessage()).contains("too many parts");
    }

    @Test
    void thereIsRoomForAsManyNodesAsThereMayBeBindings() throws Exception {
        StringBuilder nodes = new StringBuilder();
        for (int i = 0; i < Limits.MAX_LIST_ITEMS; i++) {
            nodes.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"n" + i + "\",\"type\":\"T\",\"inputs\":{\"a\":" + REFERENCE + "}}");
        }

        assertThat(ActionflowDocument.parse(documentOf(nodes.toString()).getBytes(StandardCharsets.UTF_8))
                        .bindings())
                .hasSize(Limits.MAX_LIST_ITEMS);
    }

    @Test
    void nestingWithinTheBoundIsSearchedToItsEnd() {
        int depth = 900;

        MalformedActionflowException fault = fault(documentOf("{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"a\": "
                        + "[".repeat(depth) + REFERENCE + "]".repeat(depth) + "}}")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(fault.field()).isEqualTo("/nodes/0/inputs/a" + "/0".repeat(depth));
        assertThat(fault.getMessage()).hasSizeLessThan(400);
    }

    @Test
    void sizeIsBounded() {
        byte[] spaces = new byte[JsonSource.MAX_BYTES + 1];
        Arrays.fill(spaces, (byte) ' ');

        assertThat(fault(spaces).getMessage()).contains("16777217 bytes").contains("16777216");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"a\": \"MARK\" \"b\": 1}}",
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"a\": MARK}}",
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"a\": \"MARK",
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"a\": \"MARK\", \"a\": \"MARK\"}}",
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": \"MARK\"}",
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"a\": {\"context\": \"secret\", \"secretId\": \"MARK !\"}}}",
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"a\": {\"context\": \"secret\", \"value\": \"MARK\"}}}",
                "{\"id\": \"n\", \"type\": \"T\", \"inputs\": {\"a\": [\"MARK\", {\"context\": \"secret\"}]}}",
                "{\"id\": \"n\", \"type\": {\"MARK\": \"MARK\"}, \"inputs\": {\"a\": \"MARK\"}}",
            })
    void noFaultQuotesALiteralInput(String node) {
        MalformedActionflowException fault =
                fault(documentOf(node.replace("MARK", "sk_live_4eC39")).getBytes(StandardCharsets.UTF_8));
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString()).contains("MalformedActionflowException").doesNotContain("sk_live_4eC39");
        assertThat(fault.rejected().toString()).doesNotContain("sk_live_4eC39");
    }

    @Test
    void aFaultIsTheSameAsTheAnswerToACommand() {
        MalformedActionflowException fault = fault("{\"nodes\": []}".getBytes(StandardCharsets.UTF_8));

        assertThat(fault.rejected())
                .isEqualTo(Rejected.malformed(
                        "/actionflowId", "Expected a text at '/actionflowId', but there is nothing"));
        assertThat(fault.rejected().code()).isEqualTo(RejectionCode.MALFORMED);
    }

    private static String documentOf(String nodes) {
        return "{\"actionflowId\": \"f\", \"nodes\": [" + nodes + "]}";
    }

    private static void assertMalformed(String json, String field, String reason) {
        MalformedActionflowException fault = fault(json.getBytes(StandardCharsets.UTF_8));
        assertThat(fault).hasMessageStartingWith("Expected ").hasMessageContaining(reason);
        assertThat(fault.field()).isEqualTo(field);
    }

    private static MalformedActionflowException fault(byte[] json) {
        MalformedActionflowException fault =
                catchThrowableOfType(MalformedActionflowException.class, () -> ActionflowDocument.parse(json));
        assertThat(fault).as("a fault").isNotNull();
        return fault;
    }
}
