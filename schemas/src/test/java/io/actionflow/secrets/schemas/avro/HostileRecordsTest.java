package io.actionflow.secrets.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.command.CommandTypes;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.record.WireRecords;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands on a topic, reading it ends at once in a record or in one of two exceptions. */
final class HostileRecordsTest {

    private static final int HEADER_BYTES = 10;

    static List<RecordType<?>> types() {
        return Samples.types().toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void alteredRecordsAreReadOrRefusedAndNothingElse(RecordType<?> type) {
        SingleObjectCodec codec = Samples.codecOf(type.javaType());
        byte[] sample = codec.encode(Samples.of(type.javaType()));
        Random random = new Random(type.name().hashCode());
        for (int round = 0; round < 5000; round++) {
            byte[] altered = alter(sample, random);

            Throwable thrown = catchThrowable(() -> codec.decode(altered));

            if (thrown != null && !(thrown instanceof UnknownSchemaException)) {
                assertThat(thrown)
                        .as("round %d of %s", round, type.name())
                        .isInstanceOf(MalformedRecordException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyCutRecordIsMalformed(RecordType<?> type) {
        SingleObjectCodec codec = Samples.codecOf(type.javaType());
        byte[] sample = codec.encode(Samples.of(type.javaType()));
        for (int length = 0; length < sample.length; length++) {
            byte[] cut = Arrays.copyOf(sample, length);

            assertThatExceptionOfType(MalformedRecordException.class)
                    .as("cut to %d bytes", length)
                    .isThrownBy(() -> codec.decode(cut));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void nothingMayFollowARecord(RecordType<?> type) {
        SingleObjectCodec codec = Samples.codecOf(type.javaType());
        byte[] sample = codec.encode(Samples.of(type.javaType()));

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec.decode(Arrays.copyOf(sample, sample.length + 1)))
                .withMessageContaining("nothing after the " + type.name());
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, Integer.MAX_VALUE - 8L, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, -1})
    void aDeclaredLengthTakesNoMemory(long declared) {
        byte[] text = body(schema("EncryptedCommand"), out -> varint(out, declared));
        byte[] bytes = body(schema("ValueChunk"), out -> {
            string(out, "value-1");
            varint(out, 0);
            varint(out, 1);
            varint(out, declared);
        });

        assertRefusedCheaply(WireRecords.CODEC, text);
        assertRefusedCheaply(WireRecords.CODEC, bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, -1_000_000, Long.MIN_VALUE})
    void aDeclaredNumberOfItemsTakesNoMemory(long declared) {
        byte[] list = body(schema("SaveActionflow"), out -> {
            string(out, "project");
            string(out, "actor");
            string(out, "flow");
            varint(out, declared);
        });

        assertRefusedCheaply(CommandTypes.CODEC, list);
    }

    @Test
    void aListOfMoreItemsThanTheLimitIsRefusedWhenRead() {
        byte[] list = body(schema("SaveActionflow"), out -> {
            string(out, "project");
            string(out, "actor");
            string(out, "flow");
            varint(out, 4_000_000);
            out.writeBytes(new byte[4 * 4_000_000]);
            varint(out, 0);
        });

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> CommandTypes.CODEC.decode(list))
                .withMessageContaining("at most " + Limits.MAX_LIST_ITEMS + " items");
    }

    @Test
    void aListOfMoreItemsThanTheLimitIsRefusedWhenWritten() {
        Binding binding = new Binding("node", "Call API", "input", "secret");
        SaveActionflow most =
                new SaveActionflow("project", "actor", "flow", Collections.nCopies(Limits.MAX_LIST_ITEMS, binding));
        SaveActionflow tooMany =
                new SaveActionflow("project", "actor", "flow", Collections.nCopies(Limits.MAX_LIST_ITEMS + 1, binding));

        assertThat(CommandTypes.CODEC.decode(CommandTypes.CODEC.encode(most))).isEqualTo(most);
        assertThat(catchThrowableOfType(MalformedRecordException.class, () -> CommandTypes.CODEC.encode(tooMany))
                        .field())
                .isEqualTo("bindings");
    }

    @Test
    void textThatIsNotUtf8IsRefusedWithItsField() {
        List<byte[]> notUtf8 = List.of(
                new byte[] {(byte) 0xFF},
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        for (byte[] text : notUtf8) {
            byte[] record = body(schema("Sync"), out -> {
                string(out, "project");
                varint(out, text.length);
                out.writeBytes(text);
            });

            assertThat(catchThrowableOfType(MalformedRecordException.class, () -> CommandTypes.CODEC.decode(record))
                            .field())
                    .isEqualTo("actor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud83d", "\udd11\ud83d", "\ud83dx"})
    void aLoneSurrogateIsRefusedWithItsField(String text) {
        assertThat(catchThrowableOfType(
                                MalformedRecordException.class,
                                () -> CommandTypes.CODEC.encode(new Sync("project", text)))
                        .field())
                .isEqualTo("actor");
    }

    @Test
    void anUnknownConstantIsRefusedWithItsFieldAndNeverQuoted() {
        byte[] record = body(schema("SetMemberRole"), out -> {
            string(out, "project");
            string(out, "actor");
            string(out, "member");
            string(out, "EMPEROR");
        });

        MalformedRecordException refusal =
                catchThrowableOfType(MalformedRecordException.class, () -> CommandTypes.CODEC.decode(record));

        assertThat(refusal.field()).isEqualTo("role");
        assertThat(refusal).hasNoCause();
        assertThat(refusal.getMessage()).doesNotContain("EMPEROR");
        assertThat(CommandTypes.CODEC.decode(body(schema("SetMemberRole"), out -> {
                    string(out, "project");
                    string(out, "actor");
                    string(out, "member");
                    string(out, "OWNER");
                })))
                .isInstanceOf(SetMemberRole.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void aDigestOfAnotherLengthIsRefusedWithItsField(int length) {
        byte[] record = body(schema("AddSecret"), out -> {
            for (String text : List.of("project", "actor", "secret", "name", "description", "value-1")) {
                string(out, text);
            }
            varint(out, 1);
            varint(out, 60);
            varint(out, length);
            out.writeBytes(new byte[length]);
            varint(out, 0);
        });

        assertThat(catchThrowableOfType(MalformedRecordException.class, () -> CommandTypes.CODEC.decode(record))
                        .field())
                .isEqualTo("digest");
    }

    @Test
    void aHintThatIsNotUtf8IsRefusedWithItsField() {
        byte[] record = addSecretWithHints(out -> {
            varint(out, 1);
            varint(out, 1);
            out.write(0xff);
            varint(out, 0);
        });

        assertThat(catchThrowableOfType(MalformedRecordException.class, () -> CommandTypes.CODEC.decode(record))
                        .field())
                .isEqualTo("hints");
    }

    @Test
    void moreHintsThanAListMayHaveAreRefused() {
        byte[] record = addSecretWithHints(out -> {
            varint(out, Limits.MAX_LIST_ITEMS + 1);
            out.writeBytes(new byte[Limits.MAX_LIST_ITEMS + 1]);
            varint(out, 0);
        });

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> CommandTypes.CODEC.decode(record))
                .withMessageContaining("at most " + Limits.MAX_LIST_ITEMS + " items");
    }

    private static byte[] addSecretWithHints(Body hints) {
        return body(schema("AddSecret"), out -> {
            for (String text : List.of("project", "actor", "secret", "name", "description", "value-1")) {
                string(out, text);
            }
            varint(out, 1);
            varint(out, 60);
            varint(out, 32);
            out.writeBytes(new byte[32]);
            hints.writeTo(out);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, -1, 1L << 33})
    void aUnionHasTwoBranches(long branch) {
        byte[] record = body(schema("EditSecret"), out -> {
            string(out, "project");
            string(out, "actor");
            string(out, "secret");
            varint(out, branch);
        });

        assertRefusedCheaply(CommandTypes.CODEC, record);
    }

    @Test
    void bytesThatAreNoSingleObjectAreMalformed() {
        byte[] sample = WireRecords.CODEC.encode(Samples.of(ValueChunk.class));
        byte[] otherMarker = sample.clone();
        otherMarker[1] = 2;

        assertThatExceptionOfType(MalformedRecordException.class).isThrownBy(() -> WireRecords.CODEC.decode(null));
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> WireRecords.CODEC.decode(new byte[0]));
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> WireRecords.CODEC.decode(otherMarker));
    }

    @Test
    void aSchemaThatNobodyKnowsIsNamedByItsFingerprintAsItStandsInTheRecord() {
        byte[] sample = WireRecords.CODEC.encode(Samples.of(ValueChunk.class));
        System.arraycopy(Samples.bytes(8), 0, sample, 2, 8);

        assertThatExceptionOfType(UnknownSchemaException.class)
                .isThrownBy(() -> WireRecords.CODEC.decode(sample))
                .withMessageContaining("0001020304050607");
    }

    @Test
    void aCommandIsNoEvent() {
        byte[] command = CommandTypes.CODEC.encode(Samples.of(Sync.class));

        assertThatExceptionOfType(UnknownSchemaException.class).isThrownBy(() -> WireRecords.CODEC.decode(command));
    }

    @Test
    void aRecordOfAnotherTypeThanExpectedIsMalformed() {
        byte[] chunk = WireRecords.CODEC.encode(Samples.of(ValueChunk.class));

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> WireRecords.CODEC.decode(chunk, EncryptedCommand.class))
                .withMessageContaining("Expected a EncryptedCommand, but found a ValueChunk");
    }

    private static byte[] alter(byte[] sample, Random random) {
        byte[] altered = random.nextInt(4) == 0
                ? Arrays.copyOf(sample, HEADER_BYTES + random.nextInt(sample.length))
                : sample.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = HEADER_BYTES + random.nextInt(Math.max(1, altered.length - HEADER_BYTES));
            if (at < altered.length) {
                altered[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xFF);
            }
        }
        return altered;
    }

    /** Refused, and far fewer bytes allocated than were declared. */
    private static void assertRefusedCheaply(SingleObjectCodec codec, byte[] record) {
        catchThrowable(() -> codec.decode(record)); // what is loaded at first use is not counted
        long before = allocated();

        Throwable thrown = catchThrowable(() -> codec.decode(record));

        assertThat(allocated() - before).as("bytes allocated").isLessThan(1_000_000);
        assertThat(thrown).isInstanceOf(MalformedRecordException.class);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static Schema schema(String name) {
        return Samples.types()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow()
                .latest();
    }

    private interface Body {
        void writeTo(ByteArrayOutputStream out);
    }

    private static byte[] body(Schema schema, Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xC3);
        out.write(0x01);
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        for (int i = 0; i < 8; i++) {
            out.write((int) (fingerprint >>> 8 * i));
        }
        body.writeTo(out);
        return out.toByteArray();
    }

    private static void string(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream out, long number) {
        long zigzag = number << 1 ^ number >> 63;
        while ((zigzag & ~0x7FL) != 0) {
            out.write((int) (zigzag & 0x7F | 0x80));
            zigzag >>>= 7;
        }
        out.write((int) zigzag);
    }
}
