package io.actionflow.secrets.schemas.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CommandSignaturesTest {

    private static final String ID = "command-1";

    private final KeysetHandle keys;
    private final CommandSigner signer;
    private final CommandSignatures signatures;

    CommandSignaturesTest() throws GeneralSecurityException {
        keys = KeyTemplates.newSigningKeyPair();
        signer = CommandSigner.of(keys);
        signatures = CommandSignatures.of(keys.getPublicKeysetHandle());
    }

    static Stream<ResolverCommand> commands() {
        return Samples.COMMANDS.stream()
                .filter(ResolverCommand.class::isInstance)
                .map(ResolverCommand.class::cast);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aSignatureIsGoodForItsCommandUnderItsIdAlone(ResolverCommand command) {
        ResolverCommand signed = signer.sign(ID, command);

        assertThat(signed.signature()).hasSize(5 + 64);
        assertThat(signatures.areGood(ID, signed)).isTrue();
        assertThat(signatures.areGood("command-2", signed)).isFalse();
        assertThat(CommandSignatures.none().areGood(ID, signed)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anySignatureThatIsNotExactlyTheResolversIsNoGood(ResolverCommand command) throws GeneralSecurityException {
        byte[] good = signer.sign(ID, command).signature();

        assertThat(signatures.areGood(ID, command.signed(new byte[0]))).isFalse();
        assertThat(signatures.areGood(
                        ID, CommandSigner.of(KeyTemplates.newSigningKeyPair()).sign(ID, command)))
                .isFalse();
        for (int i = 0; i < good.length; i++) {
            byte[] altered = good.clone();
            altered[i] ^= 1;
            assertThat(signatures.areGood(ID, command.signed(altered)))
                    .as("byte %d", i)
                    .isFalse();
        }
    }

    @Test
    void noFieldCanBeAltered() {
        ResealValue it =
                (ResealValue) signer.sign(ID, new ResealValue("p", "r", "v", "w", Samples.VALUE, 7, new byte[0]));
        AnswerMatch answer =
                (AnswerMatch) signer.sign(ID, new AnswerMatch("p", "r", 3, MatchAnswer.EQUAL, new byte[0]));
        byte[] s = it.signature();
        byte[] t = answer.signature();

        List<ResolverCommand> altered = List.of(
                new ResealValue("q", "r", "v", "w", Samples.VALUE, 7, s),
                new ResealValue("p", "s", "v", "w", Samples.VALUE, 7, s),
                new ResealValue("p", "r", "w", "w", Samples.VALUE, 7, s),
                new ResealValue("p", "r", "v", "v", Samples.VALUE, 7, s),
                new ResealValue("p", "r", "v", "w", Samples.VALUE_WITHOUT_HINTS, 7, s),
                new ResealValue("p", "r", "v", "w", Samples.VALUE, 8, s),
                new AnswerMatch("q", "r", 3, MatchAnswer.EQUAL, t),
                new AnswerMatch("p", "s", 3, MatchAnswer.EQUAL, t),
                new AnswerMatch("p", "r", 4, MatchAnswer.EQUAL, t),
                new AnswerMatch("p", "r", 3, MatchAnswer.DIFFERENT, t));

        assertThat(altered).noneMatch(command -> signatures.areGood(ID, command));
    }

    @Test
    void severalKeysMayBeGoodAtATime() throws GeneralSecurityException {
        KeysetHandle next = KeyTemplates.newSigningKeyPair();
        KeysetHandle both = KeysetHandle.newBuilder(keys.getPublicKeysetHandle())
                .addEntry(KeysetHandle.importKey(
                                next.getPublicKeysetHandle().getPrimary().getKey())
                        .withFixedId(next.getPrimary().getId()))
                .build();
        ResolverCommand command = commands().findFirst().orElseThrow();

        assertThat(CommandSignatures.of(both).areGood(ID, signer.sign(ID, command)))
                .isTrue();
        assertThat(CommandSignatures.of(both).areGood(ID, CommandSigner.of(next).sign(ID, command)))
                .isTrue();
    }

    @Test
    void otherKeysAreRefused() throws GeneralSecurityException {
        KeysetHandle values = KeyTemplates.newValueKeyPair();

        assertThatThrownBy(() -> CommandSigner.of(values)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> CommandSignatures.of(values.getPublicKeysetHandle()))
                .isInstanceOf(GeneralSecurityException.class);
        assertThat(keys.getPrimitive(RegistryConfiguration.get(), com.google.crypto.tink.PublicKeySign.class))
                .isNotNull();
    }
}
