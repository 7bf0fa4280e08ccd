package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.commands.decide.Asked.save;
import static io.actionflow.secrets.commands.decide.Asked.when;
import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.OWNER;
import static io.actionflow.secrets.projections.fixture.Story.PROJECT;
import static io.actionflow.secrets.projections.fixture.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.event.ActionflowDeleted;
import io.actionflow.secrets.schemas.event.ActionflowSaved;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ActionflowRulesTest {

    private final Story story = Story.ofNewProject().secret("s1", "Key");

    @Test
    void everySaveMakesTheNextVersion() {
        Binding[] bindings = {call("n", "key", "s1"), call("n", "user", "s1")};

        var first =
                when(story, save("f1", bindings)).isAcceptedWith(new ActionflowSaved(META, "f1", 1, List.of(bindings)));
        var second = when(story, save("f1")).isAcceptedWith(new ActionflowSaved(META, "f1", 2, List.of()));

        assertThat(first.version()).isEqualTo(1);
        assertThat(second.version()).isEqualTo(2);
    }

    @Test
    void versionNumbersGoOnAfterADeletion() {
        story.saved("f1").saved("f1").actionflowDeleted("f1");

        when(story, save("f1")).isAcceptedWith(new ActionflowSaved(META, "f1", 3, List.of()));
    }

    @Test
    void onlySecretsOfTheDraftAreBound() {
        story.secret("s2", "Gone").synced().secretDeleted("s2");

        assertThat(when(story, save("f1", call("n1", "key", "s1"), call("n2", "key", "s-none")))
                        .isRejected(RejectionCode.SECRET_NOT_FOUND)
                        .message())
                .isEqualTo("Expected to bind secret 's-none' in node 'n2', but the draft has no secret with this id");
        when(story, save("f1", call("n", "key", "s2"))).isRejected(RejectionCode.SECRET_NOT_FOUND);
    }

    @Test
    void aSecretThatIsNotActiveYetMayBeBound() {
        when(story, save("f1", call("n", "key", "s1"))).isAccepted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Output", "output", "OUTPUT", " Output ", "\toutput\n"})
    void noSecretReachesAnOutputNode(String type) {
        Binding leak = new Binding("out", type, "text", "s1");

        assertThat(when(story, save("f1", call("n", "key", "s1"), leak))
                        .isRejected(RejectionCode.OUTPUT_NODE_BINDING)
                        .message())
                .isEqualTo("Expected to bind secret 's1' in node 'out', but that is an Output node,"
                        + " and its inputs leave the platform");
    }

    @Test
    void anOutputNodeIsRefusedWhetherOrNotTheSecretExists() {
        when(story, save("f1", new Binding("out", "Output", "text", "s-none")))
                .isRejected(RejectionCode.OUTPUT_NODE_BINDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Call API", "Run Code", "Input", "Outputs", "Data Output", "Out put"})
    void everyOtherNodeMayUseSecrets(String type) {
        when(story, save("f1", new Binding("Output", type, "Output", "s1"))).isAccepted();
    }

    @Test
    void aNodeAndItsInputAreFreeText() {
        Binding odd = new Binding("n/../\0\n'\ud83d\udd11", "Call API", "headers[0].\"x\"", "s1");

        when(story, save("f1", odd)).isAcceptedWith(new ActionflowSaved(META, "f1", 1, List.of(odd)));
        assertThat(when(story, Asked.delete("s1"))
                        .isRejected(RejectionCode.SECRET_BOUND)
                        .message())
                .as("on one line, and printable")
                .contains("'n/../??'\ud83d\udd11'");
    }

    @Test
    void twoSecretsForOneInputAreMalformed() {
        story.secret("s2", "Other");

        when(story, save("f1", call("n", "key", "s1"), call("n", "key", "s2"))).isRejected(RejectionCode.MALFORMED);
    }

    @Test
    void oneNodeHasOneTypeSoThatNoneIsAnOutputNodeInDisguise() {
        when(story, save("f1", call("n", "key", "s1"), new Binding("n", "Output", "text", "s1")))
                .isRejected(RejectionCode.MALFORMED);
    }

    @Test
    void anActionflowOfTheDraftIsDeleted() {
        story.saved("f1", call("n", "key", "s1"));

        when(story, delete("f1")).isAcceptedWith(new ActionflowDeleted(META, "f1"));
    }

    @Test
    void anActionflowThatIsNotThereIsNotDeleted() {
        story.saved("f1").actionflowDeleted("f1");

        assertThat(when(story, delete("f1"))
                        .isRejected(RejectionCode.ACTIONFLOW_NOT_FOUND)
                        .message())
                .contains("'f1'");
        when(story, delete("f-none")).isRejected(RejectionCode.ACTIONFLOW_NOT_FOUND);
    }

    private static DeleteActionflow delete(String actionflowId) {
        return new DeleteActionflow(PROJECT, OWNER, actionflowId);
    }
}
