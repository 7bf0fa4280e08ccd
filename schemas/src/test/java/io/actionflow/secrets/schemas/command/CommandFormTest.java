package io.actionflow.secrets.schemas.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CommandFormTest {

    private static final String LONE = "a\ud800b";
    private static final String LONG_ID = "x".repeat(256);
    private static final Binding BINDING = new Binding("node", "Call API", "input", "secret");

    static final List<Command> SAMPLES = Samples.COMMANDS;

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everySampleIsWellFormed(Command command) {
        assertThat(CommandForm.fault("command-1", command)).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("projectId", new Sync("", "a")),
                Arguments.of("projectId", new Sync("p/q", "a")),
                Arguments.of("projectId", new Sync("p\0", "a")),
                Arguments.of("projectId", new Sync("pé", "a")),
                Arguments.of("projectId", new Sync(LONG_ID, "a")),
                Arguments.of("actor", new Sync("p", "")),
                Arguments.of("actor", new CreateProject("p", LONE)),
                Arguments.of("member", new SetMemberRole("p", "a", "", Role.OWNER)),
                Arguments.of("member", new SetMemberRole("p", "a", LONE, Role.OWNER)),
                Arguments.of("member", new RemoveMember("p", "a", "")),
                Arguments.of("secretId", add("s s", "n", "d", Samples.VALUE)),
                Arguments.of("name", add("s", LONE, "d", Samples.VALUE)),
                Arguments.of("description", add("s", "n", LONE, Samples.VALUE)),
                Arguments.of("valueId", add("s", "n", "d", value("", 1, 60))),
                Arguments.of("value", add("s", "n", "d", value("v", 0, 0))),
                Arguments.of("value", add("s", "n", "d", value("v", -1, 60))),
                Arguments.of("value", add("s", "n", "d", value("v", Limits.MAX_CHUNKS + 1, 1 << 29))),
                Arguments.of("value", add("s", "n", "d", value("v", 1, 52))),
                Arguments.of("value", add("s", "n", "d", value("v", 1, -1))),
                Arguments.of("value", add("s", "n", "d", value("v", 2, 105))),
                Arguments.of("value", add("s", "n", "d", value("v", 1, Limits.CHUNK_BYTES + 54))),
                Arguments.of("value", add("s", "n", "d", value("v", 1, Long.MAX_VALUE))),
                Arguments.of("value.hints", add("s", "n", "d", hinted(""))),
                Arguments.of("value.hints", add("s", "n", "d", hinted("A".repeat(65)))),
                Arguments.of("value.hints", add("s", "n", "d", hinted("A", "b"))),
                Arguments.of("value.hints", add("s", "n", "d", hinted("A\n"))),
                Arguments.of("value.hints", add("s", "n", "d", hinted(LONE))),
                Arguments.of("value.hints", add("s", "n", "d", hinted(times(17, "A")))),
                Arguments.of("value.hints", new EditSecret("p", "a", "s", null, null, hinted("É"), null)),
                Arguments.of("command", new EditSecret("p", "a", "s", null, null, null, 1L)),
                Arguments.of("secretId", new EditSecret("p", "a", "", "n", null, null, null)),
                Arguments.of("name", new EditSecret("p", "a", "s", LONE, null, null, null)),
                Arguments.of("description", new EditSecret("p", "a", "s", null, LONE, null, null)),
                Arguments.of("value", new EditSecret("p", "a", "s", null, null, value("v", 0, 0), null)),
                Arguments.of("secretId", new DeleteSecret("p", "a", "a b")),
                Arguments.of("actionflowId", new SaveActionflow("p", "a", "", List.of())),
                Arguments.of("actionflowId", new DeleteActionflow("p", "a", "flow/1")),
                Arguments.of("bindings.nodeId", save(new Binding("", "t", "i", "s"))),
                Arguments.of("bindings.nodeId", save(new Binding(LONE, "t", "i", "s"))),
                Arguments.of("bindings.nodeType", save(new Binding("n", "", "i", "s"))),
                Arguments.of("bindings.input", save(new Binding("n", "t", "", "s"))),
                Arguments.of("bindings.secretId", save(new Binding("n", "t", "i", "s s"))),
                Arguments.of("bindings.nodeType", save(BINDING, new Binding("node", "Output", "input 2", "secret"))),
                Arguments.of("bindings.input", save(BINDING, new Binding("node", "Call API", "input", "secret-2"))),
                Arguments.of("bindings.input", save(BINDING, BINDING)),
                Arguments.of(
                        "bindings",
                        new SaveActionflow("p", "a", "f", Collections.nCopies(Limits.MAX_LIST_ITEMS + 1, BINDING))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsMalformedAndNamesItsField(String field, Command command) {
        Rejected fault = CommandForm.fault("command-1", command).orElseThrow();

        assertThat(fault.code()).isEqualTo(RejectionCode.MALFORMED);
        assertThat(fault.field()).isEqualTo(field);
        assertThat(fault.message()).startsWith("Expected ").hasSizeLessThan(400);
        assertThat(fault.message().codePoints())
                .as("one line, whatever was sent")
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    @Test
    void aCommandIdHasTheFormOfAnId() {
        assertThat(CommandForm.fault("", new Sync("p", "a")).orElseThrow().field())
                .isEqualTo("commandId");
        assertThat(CommandForm.fault("a b", new Sync("p", "a")).orElseThrow().field())
                .isEqualTo("commandId");
    }

    @Test
    void whatNeedsTheProjectsStateIsNoFaultOfForm() {
        assertThat(CommandForm.fault("c", add("s", "", "", value("v", 1, ValueSealer.OVERHEAD_BYTES))))
                .as("an empty name and an empty value have rejection codes of their own")
                .isEmpty();
        assertThat(CommandForm.fault("c", save(new Binding("n", "Output", "i", "s"))))
                .isEmpty();
    }

    @Test
    void theLongestOfEverythingIsWellFormed() {
        long size = (long) Limits.MAX_CHUNKS * (Limits.CHUNK_BYTES + ValueSealer.OVERHEAD_BYTES);

        assertThat(CommandForm.fault(
                        "c".repeat(255),
                        new AddSecret(
                                "p".repeat(255),
                                Samples.TEXT,
                                "s".repeat(255),
                                Samples.TEXT,
                                Samples.TEXT,
                                value("v".repeat(255), Limits.MAX_CHUNKS, size))))
                .isEmpty();
    }

    @Test
    void aHintThatNobodyKnowsYetIsWellFormed() {
        assertThat(CommandForm.fault("c", add("s", "n", "d", hinted(times(16, "Z_".repeat(32))))))
                .isEmpty();
    }

    private static AddSecret add(String secretId, String name, String description, ValueRef value) {
        return new AddSecret("p", "a", secretId, name, description, value);
    }

    private static SaveActionflow save(Binding... bindings) {
        return new SaveActionflow("p", "a", "flow", List.of(bindings));
    }

    private static ValueRef hinted(String... hints) {
        return new ValueRef("v", 1, 60, Sha256.ZERO, List.of(hints));
    }

    private static String[] times(int count, String hint) {
        return Collections.nCopies(count, hint).toArray(String[]::new);
    }

    private static ValueRef value(String valueId, int chunks, long size) {
        return new ValueRef(valueId, chunks, size, Sha256.ZERO);
    }
}
