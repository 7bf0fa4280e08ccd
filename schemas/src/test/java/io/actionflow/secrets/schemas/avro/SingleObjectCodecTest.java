package io.actionflow.secrets.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.CommandTypes;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.EventTypes;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.EncryptedEvent;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.result.OutcomeTypes;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

final class SingleObjectCodecTest {

    @Test
    void aRecordBeginsWithTheMarkerAndTheFingerprintOfItsSchema() {
        byte[] bytes = CommandTypes.CODEC.encode(new Sync("p", "a"));
        Schema schema = CommandTypes.ALL.stream()
                .filter(type -> type.javaType() == Sync.class)
                .findFirst()
                .orElseThrow()
                .latest();

        assertThat(Arrays.copyOf(bytes, 2)).containsExactly(0xC3, 0x01);
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(schema));
        assertThat(HexFormat.of().formatHex(bytes, 10, bytes.length)).isEqualTo("02" + "70" + "02" + "61");
    }

    @Provide
    Arbitrary<String> unicode() {
        Arbitrary<Integer> codePoints = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x7F),
                Arbitraries.integers().between(0x80, 0xD7FF),
                Arbitraries.integers().between(0xE000, 0x10FFFF));
        return codePoints.list().ofMaxSize(40).map(list -> list.stream()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    @Property(tries = 500)
    void everyUnicodeTextComesBackAsItWas(@ForAll("unicode") String name, @ForAll("unicode") String description) {
        AddSecret command = new AddSecret("p", "a", "s", name, description, Samples.VALUE);

        assertThat(CommandTypes.CODEC.decode(CommandTypes.CODEC.encode(command)))
                .isEqualTo(command);
    }

    @Property(tries = 1000)
    void everyNumberComesBackAsItWas(@ForAll long sync, @ForAll long changes, @ForAll long millis) {
        Synced event = new Synced(new EventMeta("c", "a", Instant.ofEpochMilli(millis)), sync, changes);

        assertThat(EventTypes.CODEC.decode(EventTypes.CODEC.encode(event))).isEqualTo(event);
    }

    @Property(tries = 600)
    void everyChoiceOfNullFieldsComesBackAsItWas(
            @ForAll boolean name, @ForAll boolean description, @ForAll boolean value, @ForAll boolean version) {
        EditSecret edit = new EditSecret(
                "p",
                "a",
                "s",
                name ? Samples.TEXT : null,
                description ? "" : null,
                value ? Samples.VALUE : null,
                version ? Long.valueOf(-1) : null);
        SecretEdited edited = new SecretEdited(Samples.META, "s", 2, edit.name(), edit.description(), edit.value());

        assertThat(CommandTypes.CODEC.decode(CommandTypes.CODEC.encode(edit))).isEqualTo(edit);
        assertThat(EventTypes.CODEC.decode(EventTypes.CODEC.encode(edited))).isEqualTo(edited);
    }

    @Property(tries = 200)
    void everyListComesBackAsItWas(@ForAll List<@AlphaChars String> inputs) {
        List<Binding> bindings = inputs.stream()
                .map(input -> new Binding("node", "Call API", input, "secret"))
                .toList();
        SaveActionflow save = new SaveActionflow("p", "a", "flow", bindings);

        assertThat(CommandTypes.CODEC.decode(CommandTypes.CODEC.encode(save))).isEqualTo(save);
    }

    @Test
    void textsOf8MebibytesComeBackAsTheyWere() {
        String name = "\ud83d\udd11".repeat(2 * 1024 * 1024);
        String description = "d".repeat(8 * 1024 * 1024);
        AddSecret command = new AddSecret("p", "a", "s", name, description, Samples.VALUE);

        byte[] bytes = CommandTypes.CODEC.encode(command);

        assertThat(bytes.length).isGreaterThan(16 * 1024 * 1024);
        AddSecret back = (AddSecret) CommandTypes.CODEC.decode(bytes);
        assertThat(back.name().equals(name)).isTrue();
        assertThat(back.description().equals(description)).isTrue();
    }

    @Test
    void anEventWithoutAValueAndARejectionWithoutDetailsComeBack() {
        EncryptedEvent event = new EncryptedEvent(Sha256.ZERO, null, List.of(), List.of(), new byte[0]);
        Rejected rejected = Rejected.of(RejectionCode.PROJECT_NOT_FOUND, "No project");

        assertThat(WireRecords.CODEC.decode(WireRecords.CODEC.encode(event)))
                .usingRecursiveComparison()
                .isEqualTo(event);
        assertThat(OutcomeTypes.CODEC.decode(OutcomeTypes.CODEC.encode(rejected)))
                .isEqualTo(rejected);
    }

    @Test
    void listsThatWereReadCannotBeChanged() {
        SaveActionflow save =
                (SaveActionflow) CommandTypes.CODEC.decode(CommandTypes.CODEC.encode(Samples.of(SaveActionflow.class)));

        assertThatThrownBy(() -> save.bindings().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatIsNotInTheCatalogueIsNotEncoded() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> CommandTypes.CODEC.encode(Topic.EVENTS))
                .withMessageContaining("Not in the catalogue");
    }

    @Test
    void aTypeWithoutASchemaFileIsNotLoaded() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> RecordType.load("record", Topic.class, fields -> Topic.EVENTS, (fields, it) -> {}))
                .withMessageContaining("/avro/record/Topic.v1.avsc");
    }

    @Test
    void oneTypeTwiceIsNoCatalogue() {
        RecordType<?> type = CommandTypes.ALL.get(0);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new SingleObjectCodec(List.of(type, type)))
                .withMessageContaining("share the fingerprint");
    }

    @Test
    void aNewVersionReadsWhatTheOldOneWrote() {
        record Note(String text, String colour) {}
        Schema v1 = schema("{'type':'record','name':'Note','fields':[{'name':'text','type':'string'}]}");
        Schema v2 = schema("{'type':'record','name':'Note','fields':[{'name':'text','type':'string'},"
                + "{'name':'colour','type':'string','default':'red'}]}");
        SingleObjectCodec old = new SingleObjectCodec(List.of(new RecordType<>(
                Note.class,
                "Note",
                List.of(v1),
                f -> new Note(f.text("text"), ""),
                (f, it) -> f.text("text", it.text()))));
        SingleObjectCodec current = new SingleObjectCodec(List.of(new RecordType<>(
                Note.class, "Note", List.of(v1, v2), f -> new Note(f.text("text"), f.text("colour")), (f, it) -> f.text(
                                "text", it.text())
                        .text("colour", it.colour()))));

        assertThat(current.decode(old.encode(new Note("hello", "")))).isEqualTo(new Note("hello", "red"));
        assertThat(current.decode(current.encode(new Note("hello", "blue")))).isEqualTo(new Note("hello", "blue"));
        assertThatExceptionOfType(UnknownSchemaException.class)
                .as("an old reader stops at a version that it does not bundle")
                .isThrownBy(() -> old.decode(current.encode(new Note("hello", "blue"))));
    }

    @Test
    void theSizeOfAPlainValueNeedsNoKey() {
        assertThat(new ValueRef("v", 3, 1000, Sha256.ZERO).plainSize()).isEqualTo(1000 - 3 * 53);
    }

    private static Schema schema(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }
}
