package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.OWNER;
import static io.actionflow.secrets.projections.fixture.Story.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.List;

/** The <em>when</em> and <em>then</em> of a test: a command is asked of a project, and answered. */
final class Asked {

    private final Story story;
    private final Decision decision;

    private Asked(Story story, Decision decision) {
        this.story = story;
        this.decision = decision;
    }

    static Asked when(Story story, Command command) {
        return new Asked(story, Deciders.decide(story.view(), META, command));
    }

    static AddSecret add(String secretId, String name, ValueRef value) {
        return new AddSecret(PROJECT, OWNER, secretId, name, "", value);
    }

    static EditSecret rename(String secretId, String name) {
        return new EditSecret(PROJECT, OWNER, secretId, name, null, null, null);
    }

    static EditSecret revalue(String secretId, ValueRef value) {
        return new EditSecret(PROJECT, OWNER, secretId, null, null, value, null);
    }

    static DeleteSecret delete(String secretId) {
        return new DeleteSecret(PROJECT, OWNER, secretId);
    }

    static SaveActionflow save(String actionflowId, Binding... bindings) {
        return new SaveActionflow(PROJECT, OWNER, actionflowId, List.of(bindings));
    }

    /** Accepted with exactly this event, which then happens. */
    Accepted isAcceptedWith(Event event) {
        assertThat(decision.outcome()).isInstanceOf(Accepted.class);
        assertThat(decision.event()).isEqualTo(event);
        story.happened(event);
        Accepted accepted = (Accepted) decision.outcome();
        assertThat(accepted.sequence()).as("where a reader finds the event").isEqualTo(story.sequence());
        assertThat(accepted.sync()).isEqualTo(story.sync());
        return accepted;
    }

    /** Accepted, whatever the event is; it then happens. */
    Accepted isAccepted() {
        assertThat(decision.outcome()).isInstanceOf(Accepted.class);
        assertThat(decision.event()).isNotNull();
        return isAcceptedWith(decision.event());
    }

    Accepted isAcceptedWithNothingToDo() {
        assertThat(decision.event()).isNull();
        Accepted accepted = (Accepted) decision.outcome();
        assertThat(accepted).isEqualTo(new Accepted(story.sequence(), story.sync(), 0, 0));
        return accepted;
    }

    /** Rejected with the code and with no event. */
    Rejected isRejected(RejectionCode code) {
        assertThat(decision.event()).isNull();
        return rejected(code, story.sequence());
    }

    /** Rejected with the code and with an event that records it, which then happens. */
    Rejected isRefused(RejectionCode code, Event event) {
        assertThat(decision.event()).isEqualTo(event);
        story.happened(event);
        return rejected(code, story.sequence());
    }

    private Rejected rejected(RejectionCode code, long sequence) {
        assertThat(decision.outcome()).isInstanceOf(Rejected.class);
        Rejected rejected = (Rejected) decision.outcome();
        assertThat(rejected.code()).as(rejected.message()).isEqualTo(code);
        assertThat(rejected.message()).startsWith("Expected ");
        assertThat(rejected.sequence()).isEqualTo(sequence);
        return rejected;
    }
}
