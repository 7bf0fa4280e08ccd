package io.actionflow.secrets.projections.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fails, and says how to mend it, where a new entry was not given everything that an entry needs. */
final class EveryEntryTest {

    private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final Sha256 HASH = Sha256.hash(new byte[] {1, 2, 3});
    private static final List<Binding> BINDINGS = List.of(new Binding("node 1", "Call API", Samples.TEXT, "s1"));

    private static final List<Entry> SAMPLES = List.of(
            new ProjectEntry(300, HASH, 7, 2, AT, 3, true),
            new MemberEntry(Samples.TEXT, Role.EDITOR),
            new SecretEntry("s1", Samples.TEXT, "for", "v1", 3, "max", AT, "olga", AT.plusMillis(1), true),
            new NameEntry("s1"),
            new ValueEntry("s1", Samples.VALUE, AT),
            new UploadEntry("v1", 3, 2, 1000, HASH, AT),
            new ActionflowEntry("f1", 4, true, "max", AT),
            new VersionEntry(BINDINGS, "max", AT),
            new UsageEntry("f1", 4, BINDINGS),
            new ChangeEntry("s1", 299),
            new ActiveSecretEntry(null),
            new ActiveActionflowEntry(4),
            new ActiveVersionEntry(6),
            new TakenEntry("v1"),
            new MatchEntry(301, "s1", Samples.TEXT, "v1", Samples.VALUE, AT),
            new MatchesEntry(List.of(new AskedMatch(299, AT, MatchAnswer.EQUAL), new AskedMatch(301, AT, null))),
            new UnsignedEntry(AT),
            new ImportEntry(AT),
            new KeyEntry(new byte[] {1, 2, 3}),
            new DeletionEntry("p1", "c1", "v1"),
            new RetiredEntry("s1", "v1", AT, true),
            new ErasingEntry("v1", AT),
            new LeftoverEntry("v1"));

    static List<Entry> samples() {
        return SAMPLES;
    }

    @Test
    void everyEntryIsInTheTableAndHasASample() {
        List<Class<?>> permitted = List.of(Entry.class.getPermittedSubclasses());

        assertThat(EntryTypes.ALL.stream().<Class<?>>map(RecordType::javaType))
                .as("Add the TYPE of every permitted record of Entry to EntryTypes.ALL")
                .containsExactlyInAnyOrderElementsOf(permitted);
        assertThat(SAMPLES.stream().<Class<?>>map(Object::getClass))
                .as("Add a sample of every permitted record of Entry to EveryEntryTest.SAMPLES")
                .containsExactlyInAnyOrderElementsOf(permitted);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyEntrySurvivesSealingAndOpening(Entry sample) throws GeneralSecurityException {
        EntryCodec codec = new EntryCodec(newCipher(), "state");

        assertThat(codec.open("p1/key", codec.seal("p1/key", sample, 0)))
                .usingRecursiveComparison()
                .isEqualTo(sample);
    }

    @Test
    void anEntryOpensUnderItsKeyInItsStoreAlone() throws GeneralSecurityException {
        MetadataCipher cipher = newCipher();
        EntryCodec codec = new EntryCodec(cipher, "state");
        byte[] sealed = codec.seal("p1/member/x", new MemberEntry("vic", Role.OWNER), 0);

        assertUnreadable(codec, "p1/member/y", sealed);
        assertUnreadable(new EntryCodec(cipher, "another"), "p1/member/x", sealed);
        assertUnreadable(new EntryCodec(newCipher(), "state"), "p1/member/x", sealed);
        sealed[sealed.length - 1] ^= 1;
        assertUnreadable(codec, "p1/member/x", sealed);
    }

    @Test
    void noTextIsReadableInASealedEntry() throws GeneralSecurityException {
        MemberEntry entry = new MemberEntry("a-name-to-look-for", Role.OWNER);

        byte[] sealed = new EntryCodec(newCipher(), "state").seal("k/k", entry, 0);

        assertThat(latin(EntryTypes.CODEC.encode(entry))).contains("a-name-to-look-for");
        assertThat(latin(sealed)).doesNotContain("a-name-to-look-for");
    }

    private static void assertUnreadable(EntryCodec codec, String key, byte[] sealed) {
        assertThatThrownBy(() -> codec.open(key, sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(key);
    }

    private static MetadataCipher newCipher() throws GeneralSecurityException {
        return MetadataCipher.of(KeyTemplates.newAead());
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
