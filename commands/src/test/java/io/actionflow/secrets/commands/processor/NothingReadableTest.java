package io.actionflow.secrets.commands.processor;

import static io.actionflow.secrets.commands.processor.CommandRig.OWNER;
import static io.actionflow.secrets.commands.processor.CommandRig.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the processor writes, to topics and to the changelogs of its stores, tells nobody a name or a person. */
class NothingReadableTest {

    private static final String NAME = "Payment API key für Zürich";
    private static final String DESCRIPTION = "Described at great length";
    private static final String MEMBER = "maximilian@example.com";
    private static final String NODE = "Call the payment API";
    private static final String INPUT = "headers.Authorization";
    private static final List<String> TEXTS = List.of(NAME, DESCRIPTION, OWNER, MEMBER, NODE, INPUT);

    private final CommandRig rig = new CommandRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void noTextOfACommandStandsInARecordOfATopicOrOfAChangelog() {
        rig.whenSent("c0", new CreateProject(PROJECT, OWNER));
        useEveryText();

        List<TestRecord<byte[], byte[]>> written = new ArrayList<>(rig.outputs());
        written.addAll(rig.changelog(CommandTopology.STATE));
        written.addAll(rig.changelog(CommandTopology.RESULTS));

        assertThat(written).hasSizeGreaterThan(40).allSatisfy(record -> {
            for (String text : TEXTS) {
                assertThat(Traces.contain(record.key(), text))
                        .as("key with %s", text)
                        .isFalse();
                assertThat(record.value() != null && Traces.contain(record.value(), text))
                        .as("value with %s", text)
                        .isFalse();
            }
        });
    }

    /** The rejection quotes name, node and input: answers are as secret as what they answer. */
    private void useEveryText() {
        SealedValue value = SealedValue.of("v1", 1);
        rig.whenUploaded(value)
                .whenSent("c1", new SetMemberRole(PROJECT, OWNER, MEMBER, Role.MANAGER))
                .whenSent("c2", new AddSecret(PROJECT, MEMBER, "s1", NAME, DESCRIPTION, value.ref()))
                .whenSent("c3", new EditSecret(PROJECT, MEMBER, "s1", NAME + "!", null, null, null))
                .whenSent(
                        "c4",
                        new SaveActionflow(PROJECT, MEMBER, "f1", List.of(new Binding(NODE, "Call API", INPUT, "s1"))))
                .whenSent("c5", new DeleteSecret(PROJECT, OWNER, "s1"))
                .whenSent("c6", new Sync(PROJECT, OWNER))
                .whenSent("c7", new Sync(PROJECT, "stranger"));
    }

    @Test
    void theRejectionThatIsSearchedDoesQuoteTheTexts() {
        rig.givenProject();
        useEveryText();
        for (int i = 1; i <= 4; i++) {
            rig.thenAccepted("c" + i);
        }

        assertThat(rig.thenRejected("c5", RejectionCode.SECRET_BOUND).toString())
                .contains(NAME, NODE, INPUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theSearchFindsWhatItShould(int before) {
        String planted = "x".repeat(before) + NAME + "y";
        byte[] utf8 = planted.getBytes(StandardCharsets.UTF_8);

        assertThat(Traces.contain(utf8, NAME)).isTrue();
        assertThat(Traces.contain(planted.getBytes(StandardCharsets.UTF_16LE), NAME))
                .isTrue();
        assertThat(Traces.contain(Base64.getEncoder().encode(utf8), NAME)).isTrue();
        assertThat(Traces.contain(Base64.getUrlEncoder().withoutPadding().encode(utf8), NAME))
                .isTrue();
        assertThat(Traces.contain(utf8, DESCRIPTION)).isFalse();
    }
}
